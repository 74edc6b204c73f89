"""Erasing a former member: what must go is nowhere any more, what must stay is declared."""

import datetime
import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from content.straw.models import Vote
from governance.ballots.actions import clock, lifecycle, retention, tally
from governance.ballots.models import PaperBatch, RollEntry
from governance.joining.actions import applications, invitations
from governance.joining.models import Application, Invitation
from governance.members.access.actor import Actor
from governance.members.actions import erasure, imports, register, terms
from governance.members.models import Member, RegisterExport, RegisterSettings, Term, User
from governance.members.privacy.erasure import columns_that_stay, counts, subject_of
from governance.members.refusals import RegisterRefusal
from governance.members.register.words import numbered
from governance.members.roles import Role
from governance.notifications.models import OutboxMail
from governance.refusals import Refused
from proposals import actions as proposals
from tests.factories import actor, draft, member, neighbourhood, resolution, straw_poll, vote

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NAME, OLD_NAME = "Zoë Wintertuin", "Zoë Zomerhof"
EMAIL, OLD_EMAIL, STREET = "zoe@winter.example", "zoe@zomer.example", "Kwekerijpad 17"
WORDS = (NAME, OLD_NAME, EMAIL, OLD_EMAIL, STREET)


def today():
    return timezone.localdate()


def refusal(act, **arguments):
    with pytest.raises(Refused) as refused:
        act(**arguments)
    return refused.value.refusal


def found():
    """Every column of the whole database in which one of the words stands, as table.column."""
    wanted = {form.casefold() for word in WORDS for form in (word, json.dumps(word)[1:-1])}
    places = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    if any(word in text.casefold() for word in wanted):
                        places.add(f"{table}.{name}")
    return places


@pytest.fixture
def zoe():
    """Somebody with a trace in every corner, who has left."""
    zoe = register.admit(
        by=actor("Henk"),
        number=77,
        name=OLD_NAME,
        kind=member().kind,
        neighbourhood=neighbourhood("Haven"),
        joined_on=today() - 900 * DAY,
        email=OLD_EMAIL,
        street=STREET,
        postal_code="1234 AB",
        town="Winterdorp",
        email_consent_on=today() - 800 * DAY,
    )
    register.change(
        member=zoe, by=Actor.user(zoe.user), name=NAME, email=EMAIL, reason=f"{NAME} is getrouwd"
    )
    register.suspend(
        member=zoe, on=today() - 9 * DAY, reason=f"{NAME} betaalt niet", by=actor("Henk")
    )
    register.reinstate(member=zoe, by=actor("Henk"), reason=NAME)
    return Member.objects.get(pk=zoe.pk)


def live(zoe):
    """All that the site can know of somebody."""
    bram = member("Bram")
    EmailAddress.objects.create(user=zoe.user, email=EMAIL, verified=True)
    Client().force_login(zoe.user)
    Client().post("/account/inloggen/", {"email": EMAIL})
    poll = resolution("vergadering")
    vote(poll, zoe, "yes")
    vote(poll, bram, "no")
    concept = draft("concept")
    concept.proxies.create(principal=zoe, holder=bram)
    straw = straw_poll()
    Vote.objects.create(question=straw, user=zoe.user, choice=straw.choices.first())
    idea = proposals.submit(
        author=zoe, neighbourhood=zoe.neighbourhood, title="Een bank", text="Ja."
    )
    for key, to in (("a", EMAIL), ("b", EMAIL.upper()), ("c", "bram@y.example")):
        OutboxMail.objects.create(
            key=key, to=to, subject=f"Voor {NAME}", text=f"U stemt ook namens {NAME}.", sent=True
        )
    RegisterExport.objects.create(
        at=timezone.now(), by_name="Henk", form="csv", rows=1, choice=f"naam: {NAME}"
    )
    now = timezone.now()
    Application.objects.create(
        name=OLD_NAME, email=OLD_EMAIL, kind=zoe.kind, neighbourhood=zoe.neighbourhood,
        street=STREET, postal_code="x", town="x", submitted_at=now, member=zoe, decided_at=now,
        state="accepted",
    )  # fmt: skip
    Invitation.objects.create(
        member=zoe, digest="d", made_at=now, by_name="Henk", expires_at=now + 9 * DAY
    )
    register.leave(member=zoe, on=today(), by=actor("Henk"), reason=f"{NAME} verhuist")
    return poll, idea


def test_nothing_is_found_afterwards_but_what_is_declared_to_stay(zoe):
    _poll, idea = live(zoe)
    before = found()
    assert before >= {
        *("members_member.name", "members_member.street", "members_memberevent.changes"),
        *(
            "members_memberevent.reason",
            "members_memberevent.by_name",
            "members_member.left_reason",
        ),
        *("members_user.email", "account_emailaddress.email"),
        *("notifications_outboxmail.to", "notifications_outboxmail.text"),
        *("joining_application.name", "members_registerexport.choice", "ballots_rollentry.name"),
    }
    erasure.erase(member=zoe, by=actor("Henk"), reason=f"{NAME} vroeg het")
    assert found() == {"ballots_rollentry.name"}
    assert found() <= columns_that_stay()
    idea.refresh_from_db()
    assert idea.author.name == f"oud-lid {zoe.number}"
    assert f"oud-lid {zoe.number}" in OutboxMail.objects.get(key="c").text
    assert not Session.objects.exists()
    assert not Vote.objects.exists()
    assert not Invitation.objects.exists()


def test_of_who_acted_in_a_role_only_their_name_with_what_they_did_stays(zoe):
    """And what others wrote about them where it belongs to somebody else."""
    term = terms.appoint(
        user=zoe.user, role=Role.SECRETARY, by=actor("x"), begins_on=today() - 9 * DAY
    )
    bram, omar, zoes = member("Bram"), member("Omar"), Actor.user(zoe.user)
    Member.objects.filter(pk=omar.pk).update(user=None)
    invitations.invite(members=[omar], by=zoes)
    imports.upload(name=f"lijst van {NAME}.csv", content=b"Naam;Wijk\nBram;Haven", by=zoes)
    register.suspend(member=bram, on=today(), reason=f"Ruzie met {NAME}", by=numbered(zoe.user))
    register.leave(member=omar, on=today(), reason=f"Weg door {NAME}", by=numbered(zoe.user))
    application = Application.objects.create(
        name="Piet", email="piet@wijk.example", kind=zoe.kind, neighbourhood=zoe.neighbourhood,
        state="waiting", submitted_at=timezone.now(),
    )  # fmt: skip
    applications.decline(application=application, reason=f"{NAME} wil het niet", by=zoes)
    terms.end_term(term=term, last_day=today() - DAY, by=actor("x"))
    register.leave(member=zoe, on=today(), by=actor("x"))
    assert found() >= {"members_registerimport.name", "joining_application.reason"}
    erasure.erase(member=zoe, by=actor("x"))
    by_whom = {"members_registerimport.by_name", "members_memberevent.by_name"}
    by_whom |= {"joining_application.decided_by_name", "joining_invitation.by_name"}
    assert found() == by_whom
    assert by_whom <= columns_that_stay()
    application.refresh_from_db()
    assert application.reason == f"oud-lid {zoe.number} wil het niet"
    bram.refresh_from_db()
    assert bram.suspension_reason == f"Ruzie met oud-lid {zoe.number}"


def test_number_kind_place_and_dates_stay_and_the_history_says_what_happened(zoe):
    live(zoe)
    erasure.erase(member=zoe, by=actor("Henk"))
    left = Member.objects.get(pk=zoe.pk)
    kept = ("number", "kind_id", "neighbourhood_id", "joined_on")
    assert all(getattr(left, field) == getattr(zoe, field) for field in kept)
    assert (left.left_on, left.erased_on) == (today(), today())
    assert (left.user, left.street, left.email_consent_on, left.language) == (None, "", None, "nl")
    events = list(left.events.values_list("kind", "changes"))
    assert events[0] == ("erased", {})
    assert ("changed", {"name": [None, None], "email": [None, None]}) in events
    assert ("left", {"left_on": [None, today().isoformat()]}) in events


def test_nobody_signs_in_any_more_with_what_was_erased(zoe):
    browser = Client()
    browser.force_login(zoe.user)
    assert browser.get("/mijn/").status_code == 200
    register.leave(member=zoe, on=today(), by=actor("Henk"))
    erasure.erase(member=zoe, by=actor("Henk"))
    assert browser.get("/mijn/").status_code == 302
    assert not User.objects.filter(email=EMAIL).exists()


def test_member_is_not_erased_suspended_or_not_nor_who_will_leave(zoe):
    assert refusal(erasure.erase, member=zoe, by=actor("x")) is RegisterRefusal.STILL_A_MEMBER
    register.suspend(member=zoe, on=today(), reason="x", by=actor("x"))
    assert refusal(erasure.erase, member=zoe, by=actor("x")) is RegisterRefusal.STILL_A_MEMBER
    register.leave(member=zoe, on=today() + DAY, by=actor("x"))
    assert refusal(erasure.erase, member=zoe, by=actor("x")) is RegisterRefusal.STILL_A_MEMBER
    assert Member.objects.get(pk=zoe.pk).name == NAME


def test_nobody_is_erased_twice_nor_while_they_act_in_a_role(zoe):
    term = terms.appoint(
        user=zoe.user, role=Role.COUNTING, by=actor("x"), begins_on=today() - 9 * DAY
    )
    register.leave(member=zoe, on=today(), by=actor("x"))
    assert refusal(erasure.erase, member=zoe, by=actor("x")) is RegisterRefusal.ACTS_STILL
    terms.end_term(term=term, last_day=today() - DAY, by=actor("x"))
    erasure.erase(member=zoe, by=actor("x"))
    assert refusal(erasure.erase, member=zoe, by=actor("x")) is RegisterRefusal.ERASED


def test_terms_of_office_stay_without_name_and_without_a_way_in(zoe):
    term = terms.appoint(user=zoe.user, role=Role.CHAIR, by=actor("x"), begins_on=today() - 9 * DAY)
    terms.end_term(term=term, last_day=today() - DAY, by=actor("x"))
    live(zoe)
    erasure.erase(member=zoe, by=actor("Henk"))
    user = Term.objects.get(pk=term.pk).user
    assert str(user) == f"oud-lid {zoe.number}"
    assert (user.is_active, user.email) == (False, f"oud-lid-{zoe.number}@erased.invalid")
    assert found() == {"ballots_rollentry.name"}
    assert not Vote.objects.exists()
    Client().post("/account/inloggen/", {"email": user.email})
    assert not Session.objects.filter(expire_date__gt=timezone.now(), session_key="x").exists()


def test_who_entered_votes_on_paper_is_erased_too(zoe):
    poll = resolution()
    user = zoe.user
    PaperBatch.objects.create(poll=poll, entered_by=user, entered_at=timezone.now())
    register.leave(member=zoe, on=today(), by=actor("x"))
    erasure.erase(member=zoe, by=actor("x"))
    user.refresh_from_db()
    assert (user.is_active, str(user)) == (False, f"oud-lid {zoe.number}")


def test_application_stays_where_members_are_liable(zoe):
    live(zoe)
    settings = RegisterSettings.load()
    settings.has_liability = True
    settings.save()
    erasure.erase(member=zoe, by=actor("Henk"))
    assert Application.objects.get().name == OLD_NAME
    assert found() <= columns_that_stay()
    assert "joining_application.name" in found()


def test_others_keep_their_name_mail_and_login(zoe):
    live(zoe)
    like = member("Zoë Wintertuinen", street="Kwekerijpad 171")
    OutboxMail.objects.create(key="d", to=f"x{EMAIL}", subject="x", text="Voor Zoë Wintertuinen")
    erasure.erase(member=zoe, by=actor("Henk"))
    assert Member.objects.get(pk=like.pk).name == "Zoë Wintertuinen"
    assert OutboxMail.objects.get(key="d").text == "Voor Zoë Wintertuinen"
    assert User.objects.filter(pk=like.user.pk, is_active=True).exists()
    assert RollEntry.objects.filter(name="Bram").exists()


def test_name_goes_from_a_roll_that_proves_nothing_any_more(zoe, hold_clock):
    poll = resolution("vergadering")
    lifecycle.close(poll=poll, by=actor("chair"))
    tally.tally(poll=poll)
    hold_clock(clock.now() + 400 * DAY)
    assert retention.purge_due([poll]) == 1
    register.leave(member=zoe, on=today(), by=actor("Henk"))
    assert counts(subject_of(zoe))["old_rolls"] == 1
    erasure.erase(member=zoe, by=actor("Henk"))
    assert RollEntry.objects.get(member=zoe).name == f"oud-lid {zoe.number}"


def test_acts_of_a_namesake_are_not_one_s_own(zoe):
    namesake = member(NAME, Role.SECRETARY, Role.CHAIR)
    by, bram = Actor.user(namesake.user), member("Bram")
    register.suspend(member=bram, on=today(), reason="x", by=by)
    Member.objects.filter(pk=bram.pk).update(user=None)
    invitations.invite(members=[bram], by=by)
    lifecycle.open_poll(poll=draft("bestuur"), by=by)
    register.leave(member=zoe, on=today(), by=by)
    keys = ("acts", "decisions", "chain")
    own, others = counts(subject_of(zoe)), counts(subject_of(namesake))
    assert [own[key] for key in keys] == [0, 0, 0]
    assert [others[key] for key in keys] == [3, 1, 1]
    erasure.erase(member=zoe, by=by)
    assert {event.by_name for event in zoe.events.filter(kind__in=["left", "erased"])} == {NAME}


def test_own_name_goes_from_the_history_of_who_came_back_with_the_same_login(zoe):
    register.leave(member=zoe, on=today(), by=Actor.user(zoe.user))
    Member.objects.filter(pk=zoe.pk).update(user=None)
    again = register.admit(
        by=actor("Henk"),
        name=NAME,
        kind=zoe.kind,
        neighbourhood=zoe.neighbourhood,
        email=EMAIL,
    )
    assert again.user == zoe.user
    erasure.erase(member=zoe, by=actor("Henk"))
    assert NAME not in {event.by_name for event in zoe.events.all()}


def test_name_stays_with_what_somebody_did_when_their_login_is_deleted():
    henk, anna = member("Henk"), member("Anna")
    register.change(member=anna, by=Actor.user(henk.user), street="Kade 3")
    register.change(member=henk, by=actor("x"), email="")
    event = anna.events.get()
    assert (event.by, event.by_name) == (None, "Henk")
