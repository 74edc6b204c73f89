"""One's own details: what a member sees and changes, and what the secretary keeps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.members.actions import register
from governance.members.models import Member, MemberEvent
from tests.factories import actor, member, neighbourhood

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/mijn/gegevens/"
FIELDS = {
    "street": "Touwbaan 3",
    "postal_code": "1019cd",
    "town": "Veerdam",
    "language": "en",
    "consent": "on",
}


def now(someone):
    return Member.objects.get(pk=someone.pk)


def test_member_changes_address_and_language_with_an_event(client, as_member):
    anna = as_member("Anna")
    assert client.post(URL, FIELDS).status_code == 302
    found = now(anna)
    assert (found.street, found.postal_code, found.town) == ("Touwbaan 3", "1019 CD", "Veerdam")
    assert found.user.language == "en"
    event = MemberEvent.objects.get(member=anna)
    assert set(event.changes) == {"street", "postal_code", "town", "language"}
    client.post(URL, FIELDS)
    assert MemberEvent.objects.filter(member=anna).count() == 1


def test_name_kind_and_neighbourhood_are_not_theirs_to_change(client, as_member):
    anna = as_member("Anna")
    other = neighbourhood("Molenbuurt")
    more = {"name": "Koningin", "kind": "organisation", "neighbourhood": other.pk, "number": "1"}
    client.post(URL, FIELDS | more | {"joined_on": "2000-01-01", "suspended_on": ""})
    found = now(anna)
    assert (found.name, found.kind_id, found.neighbourhood, found.number, found.joined_on) == (
        anna.name,
        anna.kind_id,
        anna.neighbourhood,
        anna.number,
        anna.joined_on,
    )


def test_consent_is_withdrawn_and_given_again_with_its_day(client, as_member):
    anna = as_member("Anna")
    before = anna.email_consent_on
    client.post(URL, FIELDS)
    assert now(anna).email_consent_on == before
    without = {name: value for name, value in FIELDS.items() if name != "consent"}
    client.post(URL, without)
    assert now(anna).email_consent_on is None
    assert "per brief" in client.get("/mijn/").content.decode()
    client.post(URL, FIELDS)
    assert now(anna).email_consent_on == timezone.localdate()


def test_letters_need_an_address(client, as_member):
    anna = as_member("Anna")
    answer = client.post(URL, {"language": "nl", "street": "", "town": "Veerdam"})
    assert answer.status_code == 422
    assert "krijgt u brieven" in answer.content.decode()
    assert now(anna).email_consent_on is not None


@pytest.mark.parametrize(
    "wrong",
    [{"street": "a\0b"}, {"town": "x" * 5000}, {"language": "xx"}, {"postal_code": "9" * 11}],
)
def test_bad_input_is_sent_back_and_changes_nothing(client, as_member, wrong):
    anna = as_member("Anna")
    assert client.post(URL, FIELDS | wrong).status_code == 422
    assert now(anna).street == ""


def test_history_is_in_plain_words_and_survives_erased_values(client, as_member):
    anna = as_member("Anna", joined_on=timezone.localdate())
    day = timezone.localdate()
    register.change(member=anna, by=actor("Henk"), street="Kade 1", reason="verhuisd")
    register.suspend(member=anna, on=day, reason="contributie", by=actor("Henk"))
    register.reinstate(member=anna, by=actor("Henk"))
    MemberEvent.objects.create(
        member=anna,
        kind="changed",
        at=timezone.now(),
        by_name="Henk",
        changes={"name": [None, None], "town": None, "gone": ["a", "b"], "joined_on": ["?", "1"]},
    )
    page = client.get("/en" + URL).content.decode()
    for words in (
        "Street and house number: Kade 1",
        "Reason: verhuisd",
        "was suspended",
        "The suspension was lifted",
        "gone: from a to b",
    ):
        assert words in page


def test_history_costs_the_same_however_long(client, as_member):
    anna = as_member("Anna")

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(URL)
        return len(seen)

    register.change(member=anna, by=actor("Henk"), street="Kade 0")
    cost()
    few = cost()
    for number in range(1, 30):
        register.change(member=anna, by=actor("Henk"), street=f"Kade {number}")
    assert cost() == few


def test_who_left_has_no_details_to_change(client):
    anna = member("Anna", left_on=timezone.localdate())
    client.force_login(anna.user)
    assert client.get(URL).status_code == 403
