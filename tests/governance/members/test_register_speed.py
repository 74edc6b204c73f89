"""What the screens of the register ask of the database: as much with 50 members as with 1,000;
with 50,000 in the storm."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.members.actions.exports import COLUMNS
from governance.members.models import Member, MemberEvent, Neighbourhood, User
from governance.members.roles import Role
from tests.factories import member, sign_in
from tests.storm import size

pytestmark = pytest.mark.django_db
FEW, MANY, MOST_QUERIES = 50, size(1_000, 50_000), 15
FIRST = 1_000_000
PAGES = {
    "list": "",
    "last page": f"?p={MANY // 50}",
    "ordered by name": "?ordering=-name",
    "search name": "?q=achternaam49",
    "search e-mail": "?q=lid42@snel.example",
    "search number": "?q=1000042",
    "search nothing": "?q=zzzz+yyyy",
    "search postal code": "?q=0142AB",
    "district": "?neighbourhood={district}",
    "kind and standing": "?kind=resident&standing=active",
    "suspended": "?standing=suspended",
    "no e-mail, agreed, English": "?email=no&consent=yes&language=en",
    "filter and search": "?standing=active&email=yes&q=achternaam4",
    "inspect": "inspect/{member}/",
    "history": "history/{member}/",
    "change": "edit/{member}/",
    "export": "export/?standing=active",
}


def enter(first, last):
    """Members with these numbers, the half of them with a login."""
    places = list(Neighbourhood.objects.filter(slug__startswith="snel"))
    today = timezone.localdate()
    numbers = range(first, last)
    users = User.objects.bulk_create(
        (User(email=f"lid{number - FIRST}@snel.example") for number in numbers if number % 2 == 0),
        batch_size=5_000,
    )
    by_email = {user.email: user for user in users}
    Member.objects.bulk_create(
        (
            Member(
                number=number,
                name=f"Voornaam{number % 997} Achternaam{number - FIRST}",
                kind_id="resident" if number % 10 else "organisation",
                neighbourhood=places[number % len(places)],
                street=f"Straat {number % 200}",
                postal_code=f"{number % 9999:04} AB",
                town="Bruggendam",
                language="en" if number % 7 == 0 else "nl",
                user=by_email.get(f"lid{number - FIRST}@snel.example"),
                joined_on=date(2020, 1, 1),
                suspended_on=today if number % 100 == 0 else None,
                left_on=today if number % 50 == 1 else None,
                email_consent_on=date(2021, 1, 1) if number % 3 == 0 else None,
            )
            for number in numbers
        ),
        batch_size=5_000,
    )


@pytest.fixture(scope="module")
def measured(prepared_once, django_db_blocker):
    """Queries, and milliseconds of computing, of each page, with few members and with many."""
    with django_db_blocker.unblock():
        transactions = TestCase._enter_atomics()
        client, secretary = Client(), member("Henk", Role.SECRETARY)
        sign_in(client, secretary.user)
        district = Neighbourhood.objects.create(name="Snel", slug="snel")
        for number in range(8):
            Neighbourhood.objects.create(
                name=f"Snel {number}", slug=f"snel-{number}", level="buurt", parent=district
            )
        MemberEvent.objects.bulk_create(
            MemberEvent(member=secretary, kind="changed", at=timezone.now(), by_name="x",
                        changes={"kind": ["resident", "supporter"]})
            for _number in range(200)
        )  # fmt: skip
        words = {"district": district.pk, "member": secretary.pk}
        enter(FIRST, FIRST + FEW)
        few = measure(client, words)
        enter(FIRST + FEW, FIRST + MANY)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        many = measure(client, words)
        many["taking all along"] = take_all_along(client)
        yield few, many
        TestCase._rollback_atomics(transactions)


def measure(client, words):
    client.get("/beheer/leden/")  # what is looked up once for each process
    found = {}
    for name, address in PAGES.items():
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/beheer/leden/{address.format(**words)}")
        assert answer.status_code == 200, name
        found[name] = (len(queries), (time.process_time() - began) * 1000)
    return found


def take_all_along(client):
    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/beheer/leden/export/", {"columns": COLUMNS, "form": "csv"})
        lines = b"".join(answer.streaming_content).count(b"\n")
    assert lines > MANY
    return (len(queries), (time.process_time() - began) * 1000)


def test_pages_ask_as_much_of_the_database_with_many_members_as_with_few(measured):
    few, many = measured
    for name, (queries, milliseconds) in many.items():
        print(f"{connection.vendor} {name:28} {queries:3} queries {milliseconds:7.0f} ms computing")
    assert {name: found[0] for name, found in few.items()} == {name: many[name][0] for name in few}
    assert {name: found[0] for name, found in many.items() if found[0] > MOST_QUERIES} == {}
