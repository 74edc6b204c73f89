"""The board's pages and decisions (BW 2:33)."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from governance.joining.actions import applications
from governance.joining.duplicates import duplicates_of
from governance.joining.models import Application
from governance.joining.refusals import JoiningRefusal
from governance.members.models import Member, MemberEvent, User
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor, member, neighbourhood
from tests.governance.joining.forms import confirmed, mails

pytestmark = pytest.mark.django_db
State = Application.State
LIST = "/bestuur/aanmeldingen/"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def one():
    return confirmed(Client(), email_consent="on")


@pytest.fixture
def secretary(as_member):
    return as_member("Henk", Role.SECRETARY)


def decision(one, **changes):
    place = neighbourhood("Molenkwartier").pk
    fields = {"kind": "organisation", "neighbourhood": place, "joined_on": "2026-02-03"}
    return fields | changes


def accept(client, one, **changes):
    return client.post(f"{LIST}{one.pk}/toelaten/", decision(one, **changes))


def decline(client, one, reason="U woont niet in de wijk."):
    return client.post(f"{LIST}{one.pk}/afwijzen/", {"reason": reason})


def test_accepting_makes_a_member_with_a_login_and_what_the_board_put_right(client, secretary, one):
    assert accept(client, one).status_code == 302
    made = Member.objects.get(name="Fenna Hoekstra")
    assert made.user.email == "fenna@example.org"
    assert made.kind_id == "organisation"
    assert str(made.neighbourhood) == "Molenkwartier"
    assert made.joined_on.isoformat() == "2026-02-03"
    assert made.email_consent_on == timezone.localdate()
    assert (made.street, made.postal_code, made.town) == ("Sluiskade 14", "3456 AB", "Veerdam")
    assert made.events.get().kind == MemberEvent.Kind.ADMITTED
    assert made.events.get().by_name == "Henk"
    one.refresh_from_db()
    assert (one.state, one.member, one.decided_by_name) == (State.ACCEPTED, made, "Henk")
    mail = mails("fenna@example.org")[-1]
    assert str(made.number) in mail.text
    assert "/account/inloggen/" in mail.text


def test_second_decision_changes_nothing(client, secretary, one):
    accept(client, one)
    before = Member.objects.count()
    assert accept(client, one).status_code == 409
    assert decline(client, one).status_code == 409
    assert Member.objects.count() == before
    one.refresh_from_db()
    assert one.state == State.ACCEPTED


def test_declining_needs_a_reason_and_sends_it_with_the_way_to_the_assembly(client, secretary, one):
    assert decline(client, one, " ").status_code == 422
    assert decline(client, one, "a\0b").status_code == 422
    one.refresh_from_db()
    assert one.state == State.WAITING
    assert decline(client, one).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.DECLINED, "U woont niet in de wijk.")
    mail = mails("fenna@example.org")[-1]
    assert "U woont niet in de wijk." in mail.text
    assert "2:33" in mail.text
    assert not User.objects.filter(email="fenna@example.org").exists()


def test_who_was_declined_can_still_be_admitted(client, secretary, one):
    decline(client, one)
    assert accept(client, one).status_code == 302
    assert Member.objects.filter(name="Fenna Hoekstra").exists()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_board_decides_only_on_what_waits(client, secretary, one, state):
    Application.objects.update(state=state)
    assert accept(client, one).status_code == 409
    assert decline(client, one).status_code == 409
    with pytest.raises(Refused) as refused:
        applications.decline(application=one, reason="x", by=actor("Henk"))
    assert refused.value.refusal is JoiningRefusal.NOT_UNDECIDED


@pytest.mark.parametrize(
    "changes",
    [
        {"joined_on": "0001-01-01"},
        {"joined_on": "9999-12-31"},
        {"joined_on": "gisteren"},
        {"kind": "x"},
        {"neighbourhood": "9" * 30},
    ],
)
def test_wrong_decision_is_sent_back(client, secretary, one, changes):
    assert accept(client, one, **changes).status_code == 422
    one.refresh_from_db()
    assert one.state == State.WAITING


def test_address_that_became_a_members_in_the_meantime_is_refused_whole(client, secretary, one):
    other = member()
    other.user.email = "fenna@example.org"
    other.user.save()
    assert accept(client, one).status_code == 422
    assert not Member.objects.filter(name="Fenna Hoekstra").exists()
    one.refresh_from_db()
    assert one.state == State.WAITING


def test_who_left_comes_back_with_a_new_number_and_the_old_login(client, secretary, one):
    former = member(left_on=timezone.localdate())
    user = former.user
    user.email = "fenna@example.org"
    user.save()
    assert accept(client, one).status_code == 302
    made = Member.objects.get(name="Fenna Hoekstra")
    assert made.user == user
    assert made.number != former.number
    former.refresh_from_db()
    assert former.user is None
    assert former.events.first().kind == MemberEvent.Kind.CHANGED


def test_duplicates_are_pointed_out(client, secretary, one):
    house = member("Bart", street="sluiskade 14", postal_code="3456 AB")
    name = member("fenna hoekstra")
    member("Niemand", street="Sluiskade 15", postal_code="3456 AB")
    found = {like.other: (like.email, like.name, like.house) for like in duplicates_of(one)}
    assert found == {house: (False, False, True), name: (False, True, False)}
    page = client.get(f"{LIST}{one.pk}/").content.decode()
    assert f"{house.number}, Bart" in page


def test_list_shows_what_waits_first_and_finds_words(client, secretary, one):
    Application.objects.filter(pk=one.pk).update(submitted_at=timezone.now().replace(year=2020))
    other = confirmed(Client(), name="Omar Haddad", email="omar@example.org", town="Utrecht")
    decline(client, other)
    rows = client.get(LIST).context["page"].object_list
    assert list(rows) == [one, other]
    for query, found in (
        ("?q=omar", [other]),
        ("?q=utrecht+haddad", [other]),
        ("?state=waiting", [one]),
        ("?state=onzin&q=", [one, other]),
        ("?q=%25", []),
        ("?p=99999999999999999999", [one, other]),
    ):
        assert list(client.get(LIST + query).context["page"].object_list) == found, query


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TREASURER])
def test_the_rest_of_the_board_decides_too(client, as_member, one, role):
    as_member("", role)
    assert client.get(f"{LIST}{one.pk}/").status_code == 200
    assert accept(client, one).status_code == 302


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.COUNTING, Role.ADMINISTRATOR])
def test_nobody_else_reads_or_decides(client, as_member, one, role):
    as_member("", *([role] if role else []))
    assert client.get(f"{LIST}{one.pk}/").status_code == 403
    assert accept(client, one).status_code == 403
    assert decline(client, one).status_code == 403
    one.refresh_from_db()
    assert one.state == State.WAITING
