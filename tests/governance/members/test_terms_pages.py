"""The pages with which roles are given and taken, and the rules between them."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from governance.members.access.actor import Actor
from governance.members.actions import retention, terms
from governance.members.models import Member, RetentionRun, Term, User
from governance.members.privacy.declarations import DECLARATIONS
from governance.members.privacy.record import purposes
from governance.members.refusals import RegisterRefusal
from governance.members.roles import Role
from governance.refusals import Refused
from governance.rules.offices import may_appoint, may_end
from tests.factories import actor, member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DAY = datetime.timedelta(days=1)
APPOINT, LIST = "/bestuur/termijnen/benoemen/", "/bestuur/termijnen/"
MOST_QUERIES = 15


def today():
    return timezone.localdate()


def as_(*roles, name="Henk Postma"):
    """A client of somebody with these roles, and that somebody."""
    someone, client = member(name, *roles), Client(raise_request_exception=False)
    sign_in(client, someone.user)
    return client, someone


def fields(who, office, **others):
    form = {"who": who, "role": office, "begins_on": str(today()), "ends_on": ""}
    return form | {"grounds": "ALV 3 mei, punt 6", "step": "appoint"} | others


def page_of(answer):
    return answer.content.decode()


# --- the rule


OFFICES = [role.value for role in Role]


@given(st.sampled_from(OFFICES), st.frozensets(st.sampled_from(OFFICES)), st.booleans())
def test_nobody_becomes_powerful_by_their_own_hand(office, holds, to_oneself):
    may = may_appoint(office, holds=holds, to_oneself=to_oneself)
    if to_oneself and office in ("voorzitter", "secretaris", "stemcommissie"):
        assert not may
    if "secretaris" in holds and to_oneself:
        assert not may
    if "beheerder" not in holds:
        assert not (may and office == "beheerder")
        assert not (may_end(office, holds=holds, own=False) and office == "beheerder")
    if not holds & {"secretaris", "beheerder"}:
        assert not may
        assert not may_end(office, holds=holds, own=True)


@pytest.mark.parametrize(
    ("holds", "office", "oneself", "may"),
    [
        ("secretaris", "voorzitter", False, True),
        ("secretaris", "beheerder", False, False),
        ("secretaris", "redactie", True, False),
        ("beheerder", "beheerder", False, True),
        ("beheerder", "secretaris", False, True),
        ("beheerder", "secretaris", True, False),
        ("beheerder", "redactie", True, True),
        ("voorzitter", "redactie", False, False),
    ],
)
def test_who_may_give_what_is_as_decided(holds, office, oneself, may):
    assert may_appoint(office, holds={holds}, to_oneself=oneself) is may


# --- appointing


def test_secretary_appoints_in_two_steps_and_nothing_is_stored_before_the_second():
    client, _henk = as_(Role.SECRETARY)
    anna = member("Anna Bos")
    first = client.post(APPOINT, fields(anna.number, "voorzitter", step="check"))
    assert "Anna Bos" in page_of(first)
    assert not anna.user.terms.exists()
    answer = client.post(APPOINT, fields(anna.number, "voorzitter", ends_on=str(today() + 9 * DAY)))
    assert answer.headers["Location"] == LIST
    term = anna.user.terms.get()
    assert (term.role, term.ends_on, term.grounds) == (
        Role.CHAIR,
        today() + 9 * DAY,
        "ALV 3 mei, punt 6",
    )
    assert User.objects.get(pk=anna.user.pk).roles == {Role.CHAIR}
    assert "Anna Bos" in page_of(client.get(LIST))


def test_member_is_found_by_number_name_or_part_of_it_and_anybody_by_address():
    client, _ = as_(Role.SECRETARY)
    anna, outsider = member("Anna Bos"), User.objects.create_user("kas@bureau.example")
    for who in (str(anna.number), "anna bos", "a Bos", anna.user.email.upper()):
        client.post(APPOINT, fields(who, "redactie"))
    assert anna.user.terms.count() == 4
    client.post(APPOINT, fields("kas@bureau.example", "stemcommissie"))
    assert outsider.terms.get().role == Role.COUNTING


@pytest.mark.parametrize(
    "who",
    ["", "9" * 30, "-1", "nobody", "x@y.example", "\0", "Bos", "Wegbos", "Cor", "²", "%", "@"],
)
def test_who_cannot_be_found_gets_a_sentence_and_loses_nothing(who):
    client, _ = as_(Role.SECRETARY)
    members = member("Anna Bos"), member("Bram Bos"), member("Wegbos", left_on=today())
    cor = member("Cor")
    Member.objects.filter(pk=cor.pk).update(user=None)
    answer = client.post(APPOINT, fields(who, "redactie"))
    assert answer.status_code == 422
    assert "ALV 3 mei, punt 6" in page_of(answer)
    assert not Term.objects.filter(user__member__in=members).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins_on": "0001-01-01"},
        {"begins_on": "9999-12-31"},
        {"begins_on": "x"},
        {"ends_on": "2020-01-01"},
        {"grounds": ""},
        {"role": "baas"},
        {"grounds": "x" * 300},
    ],
)
def test_appointment_that_is_not_right_is_sent_back(wrong):
    client, _ = as_(Role.SECRETARY)
    anna = member("Anna Bos")
    assert client.post(APPOINT, fields(anna.number, "redactie", **wrong)).status_code == 422
    assert not anna.user.terms.exists()


@pytest.mark.parametrize(
    ("own", "role", "to_oneself"),
    [
        (Role.SECRETARY, "beheerder", False),
        (Role.SECRETARY, "redactie", True),
        (Role.ADMINISTRATOR, "voorzitter", True),
        (Role.ADMINISTRATOR, "secretaris", True),
        (Role.ADMINISTRATOR, "stemcommissie", True),
    ],
)
def test_four_eyes_hold_on_the_page(own, role, to_oneself):
    client, someone = as_(own)
    other = member("Anna Bos")
    who = (someone if to_oneself else other).number
    before = Term.objects.count()
    assert client.post(APPOINT, fields(who, role)).status_code == 409
    assert Term.objects.count() == before


def test_administrator_may_become_editor_and_appoints_another_administrator():
    client, someone = as_(Role.ADMINISTRATOR)
    anna = member("Anna Bos")
    client.post(APPOINT, fields(someone.number, "redactie"))
    client.post(APPOINT, fields(anna.number, "beheerder"))
    assert User.objects.get(pk=someone.user.pk).roles == {Role.ADMINISTRATOR, Role.EDITOR}
    assert User.objects.get(pk=anna.user.pk).roles == {Role.ADMINISTRATOR}


# --- ending


WHY = "ALV 4 juni, punt 3"


def end(client, term, day=None):
    address = f"{LIST}{term.pk}/beeindigen/"
    return client.post(address, {"last_day": str(day or today()), "reason": WHY})


def test_term_is_ended_with_a_last_day_that_still_counts():
    client, _ = as_(Role.SECRETARY)
    term = member("Anna Bos", Role.CHAIR).user.terms.get()
    assert "Anna Bos" in page_of(client.get(f"{LIST}{term.pk}/beeindigen/"))
    assert end(client, term).status_code == 302
    term.refresh_from_db()
    assert term.ends_on == today()
    assert Role.CHAIR in User.objects.get(pk=term.user_id).roles


def test_every_act_leaves_who_did_it_and_why_also_of_a_term_that_never_began():
    client, _ = as_(Role.SECRETARY)
    anna = member("Anna Bos")
    coming = {"begins_on": str(today() + 5 * DAY)}
    client.post(APPOINT, fields(anna.number, "penningmeester", **coming))
    client.post(APPOINT, fields(anna.number, "voorzitter"))
    for term in anna.user.terms.all():
        assert end(client, term).status_code == 302
    assert [term.role for term in anna.user.terms.all()] == ["voorzitter"]
    left = [(one.kind, one.role, one.by_name, one.reason) for one in anna.user.term_events.all()]
    who, why = "Henk Postma", "ALV 3 mei, punt 6"
    assert sorted(left) == [
        ("appointed", "penningmeester", who, why),
        ("appointed", "voorzitter", who, why),
        ("ended", "voorzitter", who, WHY),
        ("taken_back", "penningmeester", who, WHY),
    ]
    page = page_of(client.get(LIST))
    assert page.count(WHY) == 2


def test_term_is_not_ended_without_a_reason():
    client, _ = as_(Role.SECRETARY)
    term = member("Anna", Role.CHAIR).user.terms.get()
    answer = client.post(f"{LIST}{term.pk}/beeindigen/", {"last_day": str(today()), "reason": " "})
    assert answer.status_code == 422
    term.refresh_from_db()
    assert term.ends_on is None


def test_last_administrator_cannot_be_taken_away_not_even_by_themselves():
    client, someone = as_(Role.ADMINISTRATOR)
    own = someone.user.terms.get()
    for day in (today(), today() - DAY, today() + 30 * DAY):
        assert end(client, own, day).status_code == 409
    coming = terms.appoint(
        user=member().user, role=Role.ADMINISTRATOR, by=actor("x"), begins_on=today() + 5 * DAY
    )
    assert end(client, own, today()).status_code == 409
    assert end(client, own, today() + 4 * DAY).status_code == 302
    assert end(client, coming, today() + 9 * DAY).status_code == 409


def test_other_administrator_who_cannot_sign_in_does_not_count():
    client, someone = as_(Role.ADMINISTRATOR)
    other = member("Anna", Role.ADMINISTRATOR).user
    User.objects.filter(pk=other.pk).update(is_active=False)
    assert end(client, someone.user.terms.get()).status_code == 409
    User.objects.filter(pk=other.pk).update(is_active=True)
    assert end(client, someone.user.terms.get()).status_code == 302


def test_secretary_does_not_end_the_term_of_an_administrator():
    client, _ = as_(Role.SECRETARY)
    member("Anna", Role.ADMINISTRATOR)
    term = member("Bram", Role.ADMINISTRATOR).user.terms.get()
    assert end(client, term).status_code == 409
    with pytest.raises(Refused) as refused:
        terms.end_term(term=term, last_day=today(), by=Actor.user(member("Cor").user))
    assert refused.value.refusal is RegisterRefusal.FOUR_EYES


def test_who_lays_down_their_own_role_is_sent_where_they_may_be():
    client, someone = as_(Role.SECRETARY)
    term = terms.appoint(
        user=someone.user, role=Role.SECRETARY, by=actor("x"), begins_on=today() - 9 * DAY
    )
    Term.objects.filter(user=someone.user).exclude(pk=term.pk).delete()
    answer = end(client, term, today() - DAY)
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("day", ["", "x", "0001-01-01", "9999-12-31", "\0", "2026-02-30"])
def test_last_day_that_is_none_is_sent_back(day):
    client, _ = as_(Role.SECRETARY)
    term = member("Anna", Role.CHAIR).user.terms.get()
    assert (
        client.post(f"{LIST}{term.pk}/beeindigen/", {"last_day": day, "reason": WHY}).status_code
        == 422
    )
    term.refresh_from_db()
    assert term.ends_on is None


# --- the list


def test_list_tells_what_ends_within_sixty_days_and_which_role_nobody_holds():
    client, _ = as_(Role.SECRETARY)
    for name, days in (("Anna Bos", 60), ("Bram Mol", 61)):
        term = member(name, Role.CHAIR).user.terms
        term.update(ends_on=today() + days * DAY)
    page = page_of(client.get(LIST))
    warned = page.partition("notice--warn")[2].partition("</div>")[0]
    assert "Anna Bos" in warned
    assert "Bram Mol" not in warned
    assert "penningmeester" in page.partition("<h2 id")[0]


# --- proving anew, and the cost of pages


@pytest.mark.parametrize("address", [APPOINT, "/bestuur/oud-leden/{number}/wissen/"])
def test_who_did_not_prove_anew_who_they_are_is_asked_first(address, client):
    henk = member("Henk", Role.SECRETARY)
    gone = member("Anna", left_on=today())
    client.force_login(henk.user)
    answer = client.post(address.format(number=gone.number), {"reason": "x", "sure": "on"})
    assert answer.headers["Location"].startswith("/account/")
    assert Member.objects.get(pk=gone.pk).name == "Anna"


@pytest.mark.parametrize(
    "address",
    [LIST, APPOINT, "/bestuur/bewaartermijnen/", "/bestuur/verwerkingen/", "/bestuur/oud-leden/",
     "/bestuur/oud-leden/{number}/wissen/", "/bestuur/termijnen/{term}/beeindigen/", "/rollen/"],
)  # fmt: skip
def test_page_costs_few_queries_however_much_there_is(address):
    client, henk = as_(Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR)
    people = [member(f"Oud {number}", left_on=today()) for number in range(9)]
    for number in range(9):
        terms.appoint(user=member(f"Nieuw {number}").user, role=Role.EDITOR, by=actor("x"))
        RetentionRun.objects.create(at=timezone.now(), moment=timezone.now(), by_name="x")
    address = address.format(number=people[0].number, term=henk.user.terms.first().pk)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:90] for query in queries)


# --- erasing on the page


def test_secretary_sees_what_goes_and_what_stays_and_erases():
    client, _ = as_(Role.SECRETARY)
    gone = member("Anna Bos", left_on=today())
    address = f"/bestuur/oud-leden/{gone.number}/wissen/"
    assert "Anna Bos" in page_of(client.get("/bestuur/oud-leden/"))
    page = page_of(client.get(address))
    assert f"oud-lid {gone.number}" in page
    assert client.post(address, {"reason": "op verzoek"}).status_code == 422
    assert client.post(address, {"reason": "op verzoek", "sure": "on"}).status_code == 302
    assert Member.objects.get(pk=gone.pk).name == f"oud-lid {gone.number}"
    assert "Anna Bos" not in page_of(client.get("/bestuur/oud-leden/"))
    assert client.get(address).status_code == 409


def test_member_in_standing_is_not_erased_on_the_page():
    client, _ = as_(Role.SECRETARY)
    anna = member("Anna Bos")
    address = f"/bestuur/oud-leden/{anna.number}/wissen/"
    assert client.post(address, {"reason": "x", "sure": "on"}).status_code == 409
    assert Member.objects.get(pk=anna.pk).name == "Anna Bos"


# --- the records


def test_retention_page_tells_when_it_was_done_what_went_and_what_is_due():
    client, _ = as_(Role.TREASURER)
    assert "notice--warn" in page_of(client.get("/bestuur/bewaartermijnen/"))
    member("Anna", joined_on=today() - 3000 * DAY, left_on=today() - 900 * DAY)
    page = page_of(client.get("/bestuur/bewaartermijnen/"))
    assert '<td class="num" data-label="Nu aan de beurt">1</td>' in page
    retention.retain(by=actor("clock"))
    page = page_of(client.get("/bestuur/bewaartermijnen/"))
    assert "notice--ok" in page
    RetentionRun.objects.update(failed=["mails"])
    assert "notice--error" in page_of(client.get("/bestuur/bewaartermijnen/"))
    RetentionRun.objects.update(finished_at=None)
    assert "notice--warn" in page_of(client.get("/bestuur/bewaartermijnen/"))


def test_processing_page_tells_every_declared_purpose():
    client, _ = as_(Role.CHAIR)
    page = page_of(client.get("/bestuur/verwerkingen/"))
    assert len(purposes()) >= 11
    assert all(f'id="p-{key}"' in page for key in purposes())


def test_every_table_that_refers_to_a_person_is_in_the_record():
    people = {"members.User", "members.Member", "ballots.RollEntry"}
    ours = ("governance.", "proposals", "budgets.", "content", "wijkstem")
    found = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith(ours) and ".demo" not in model.__module__
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.label in people
    }
    declared = set(DECLARATIONS)
    assert found - declared == set()
    assert {apps.get_model(label)._meta.label for label in declared} == declared
