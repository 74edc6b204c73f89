"""What is old enough goes, rule by rule; what is younger stays."""

import datetime
from dataclasses import replace

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Schedule, Success
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots.actions import lifecycle, tally
from governance.ballots.models import Ballot, RollEntry
from governance.members import tasks
from governance.members.actions import erasure, terms
from governance.members.actions.retention import ACTIONS, delete, retain
from governance.members.models import Member, RegisterExport, RegisterSettings, RetentionRun
from governance.members.privacy.declarations import DECLARATIONS
from governance.members.privacy.periods import Days, Months, Weeks
from governance.members.privacy.retention import due_counts, kept, rules
from governance.members.roles import Role
from governance.notifications.models import OutboxMail
from governance.rules.periods import days_before, months_before
from tests.factories import actor, member, resolution, vote

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def today():
    return timezone.localdate()


def former(name="Anna Bos", months=30, **fields):
    left = months_before(today(), months)
    return member(name, joined_on=left - 900 * DAY, left_on=left, **fields)


def mail(key, days, **fields):
    fields = {"to": "x@y.example", "subject": "x", "text": "x", "sent": True} | fields
    return OutboxMail.objects.create(key=key, written_on=today() - days * DAY, **fields)


# --- counting back


@given(st.dates(), st.integers(0, 40_000))
def test_months_before_keeps_the_day_or_takes_the_last_of_the_month(day, months):
    then = months_before(day, months)
    if then == datetime.date.min and months > (day.year - 1) * 12 + day.month - 1:
        return
    assert (day.year - then.year) * 12 + day.month - then.month == months
    assert then.day == day.day or (then.day < day.day and (then + DAY).day == 1)


@given(st.dates(), st.integers(0, 40_000))
def test_days_before_is_so_many_days_earlier_or_the_first_of_all(day, days):
    then = days_before(day, days)
    assert (day - then).days == days or then == datetime.date.min


@pytest.mark.parametrize(
    ("period", "cutoff"),
    [
        (Days(3), "2026-03-28 02:30"),
        (Weeks(2), "2026-03-17 02:30"),
        (Months(1), "2026-02-28 02:30"),
        (Months("keep_former_members"), "2024-03-31 02:30"),
    ],
)
def test_cutoff_follows_the_calendar_and_the_setting(period, cutoff):
    moment = timezone.make_aware(datetime.datetime(2026, 3, 31, 2, 30))
    found = period.cutoff(moment, RegisterSettings())
    assert f"{timezone.localtime(found):%Y-%m-%d}" == cutoff[:10]


# --- the rules


def test_details_of_former_members_go_when_the_board_says_and_not_before():
    old, young = former(months=24), former("Bram", months=23)
    retain(by=actor("test"))
    assert Member.objects.get(pk=old.pk).name == f"oud-lid {old.number}"
    assert Member.objects.get(pk=young.pk).name == "Bram"
    settings = RegisterSettings.load()
    settings.keep_former_members = 12
    settings.save()
    assert retain(by=actor("test")).counts["former_members"] == 1
    assert Member.objects.get(pk=young.pk).erased_on == today()


def test_mails_go_after_sixty_days_but_not_those_that_wait_or_tell_of_a_vote():
    mail("old", 60)
    mail("hopeless", 70, sent=False, tries=10)
    for name, days, sent in (
        ("young", 59, True),
        ("waits", 99, False),
        ("vote-cast:x:1", 99, True),
    ):
        mail(name, days, sent=sent)
    assert retain(by=actor("test")).counts["mails"] == 2
    assert set(OutboxMail.objects.values_list("key", flat=True)) == {
        "young",
        "waits",
        "vote-cast:x:1",
    }


def test_log_of_exports_sessions_and_finished_tasks_go(client, as_member):
    now = timezone.now()
    for years in (6, 8):
        at = now - years * 366 * DAY
        RegisterExport.objects.create(at=at, by_name="Henk", form="csv", rows=1)
    as_member("Anna")
    Session.objects.create(session_key="x", session_data="", expire_date=now - DAY)
    for name, days in (("a", 15), ("b", 13)):
        at = now - days * DAY
        Success.objects.create(id=name, name=name, func="f", started=at, stopped=at, success=True)
    counts = retain(by=actor("test")).counts
    assert (counts["exports"], counts["sessions"], counts["tasks"]) == (1, 1, 1)
    assert client.get("/mijn/").status_code == 200


def test_ballots_go_and_then_the_names_of_erased_members_on_their_roll(monkeypatch, hold_clock):
    anna, bram = former(months=1), member("Bram")
    Member.objects.filter(pk=anna.pk).update(left_on=None)
    poll = resolution()
    vote(poll, bram, "yes")
    lifecycle.close(poll=poll, by=actor("chair"))
    tally.tally(poll=poll)
    Member.objects.filter(pk=anna.pk).update(left_on=today() - DAY)
    erasure.erase(member=anna, by=actor("Henk"))
    assert retain(by=actor("test")).gone == 0
    assert RollEntry.objects.filter(name="Anna Bos").exists()
    later = timezone.now() + 400 * DAY
    hold_clock(later)
    monkeypatch.setattr(timezone, "now", lambda: later)
    counts = retain(by=actor("test")).counts
    assert (counts["ballots"], counts["roll_names"]) == (1, 1)
    assert not Ballot.objects.exists()
    assert set(RollEntry.objects.values_list("name", flat=True)) == {
        f"oud-lid {anna.number}",
        "Bram",
    }
    call_command("verify", poll.slug)


def test_second_run_of_the_same_day_finds_nothing():
    former()
    mail("old", 60)
    assert tasks.retain() == 2
    assert tasks.retain() == 0
    assert [run.gone for run in RetentionRun.objects.all()] == [0, 2]


def keeping_mails(monkeypatch, **change):
    """Mails go in another way than is declared."""
    mails = DECLARATIONS["notifications.OutboxMail"]
    other = replace(mails, keep=replace(mails.keep, **change))
    monkeypatch.setitem(DECLARATIONS, "notifications.OutboxMail", other)


def test_run_that_is_killed_is_finished_by_the_next(monkeypatch):
    for number in range(5):
        mail(f"m{number}", 90)
    done = []

    def dies_after_one(rows):
        if done:
            raise KeyboardInterrupt
        done.append(rows)
        return delete(rows)

    with monkeypatch.context() as patch:
        keeping_mails(patch, act=dies_after_one, batch=2)
        with pytest.raises(KeyboardInterrupt):
            retain(by=actor("test"))
    broken_off = RetentionRun.objects.get()
    assert (broken_off.finished_at, broken_off.counts["mails"]) == (None, 2)
    assert OutboxMail.objects.count() == 3
    assert retain(by=actor("test")).counts["mails"] == 3


def test_rule_that_fails_keeps_no_other_waiting_and_is_told(monkeypatch, caplog):
    mail("old", 60)

    def fails(_rows):
        raise ValueError("broken")

    keeping_mails(monkeypatch, act=fails)
    anna = former()
    run = retain(by=actor("test"))
    assert (run.failed, run.counts["former_members"]) == (["mails"], 1)
    assert Member.objects.get(pk=anna.pk).erased_on
    assert OutboxMail.objects.count() == 1


def test_nothing_goes_by_an_action_that_is_not_there(monkeypatch):
    mail("old", 60)
    keeping_mails(monkeypatch, by_action=True)
    assert retain(by=actor("test")).failed == ["mails"]
    assert OutboxMail.objects.exists()


def test_every_action_that_a_rule_names_is_there():
    named = {keep.rule.key for _declaration, keep in kept() if keep.by_action}
    assert named == set(ACTIONS) == {"ballots", "former_members", "imports"}
    assert not [keep for _declaration, keep in kept() if keep.by_action and keep.act]


def test_who_acts_in_a_role_still_keeps_their_login_until_the_term_ends():
    anna = former()
    term = terms.appoint(user=anna.user, role=Role.COUNTING, by=actor("test"))
    assert retain(by=actor("test")).counts["former_members"] == 0
    term.delete()
    assert retain(by=actor("test")).counts["former_members"] == 1


def test_devices_of_sign_ins_that_ended_go_with_them_and_are_counted(client, as_member):
    anna = as_member("Anna")
    now = timezone.now()
    for key, days in (("long gone", 9), (client.session.session_key, 9), ("young", 0)):
        device = UserSession.objects.create(
            user=anna.user, session_key=key, ip="127.0.0.1", user_agent="x"
        )
        UserSession.objects.filter(pk=device.pk).update(created_at=now - days * DAY)
    assert due_counts(now, RegisterSettings.load())["sessions"] == 1
    assert retain(by=actor("test")).counts["sessions"] == 1
    assert not UserSession.objects.filter(session_key="long gone").exists()
    assert UserSession.objects.count() == 2


# --- the command and the schedule


def said(capsys, *arguments):
    call_command("retain", *arguments)
    return dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())


def test_dry_run_says_what_would_go_and_nothing_goes(capsys):
    former()
    mail("old", 60)
    told = said(capsys, "--dry-run")
    assert told["former_members"] == "1 would go (kept 24 months)"
    assert told["mails"] == "1 would go (kept 60 days)"
    assert set(told) == set(rules())
    assert OutboxMail.objects.exists()
    assert not RetentionRun.objects.exists()
    assert said(capsys)["mails"] == "1 went (kept 60 days)"
    assert not OutboxMail.objects.exists()


def test_dry_run_looks_ahead_and_a_run_does_not(capsys):
    former(months=20)
    ahead = str(today() + 150 * DAY)
    assert said(capsys, "--dry-run", "--on", ahead)["former_members"].startswith("1 ")
    with pytest.raises(SystemExit) as stopped:
        call_command("retain", "--on", ahead)
    assert stopped.value.code == 2
    assert Member.objects.filter(erased_on=None).exists()


def test_run_as_of_an_earlier_day_leaves_what_was_too_young_then(capsys):
    mail("old", 60)
    assert said(capsys, "--on", str(today() - DAY))["mails"].startswith("0 ")
    assert said(capsys, "--on", str(today()))["mails"].startswith("1 ")


@pytest.mark.parametrize("day", ["x", "2026-02-30", "0001-01-01", "9999-12-31", "\0", "1" * 400])
def test_day_that_is_none_gets_a_sentence(capsys, day):
    with pytest.raises(SystemExit) as stopped:
        call_command("retain", "--dry-run", "--on", day)
    assert stopped.value.code == 2
    assert "is not a day" in capsys.readouterr().err


def test_old_schedule_makes_room_for_the_new_one():
    Schedule.objects.create(name="purge_due", func="x", schedule_type="D")
    call_command("prepare", verbosity=0)
    assert not Schedule.objects.filter(name="purge_due").exists()
    assert Schedule.objects.get(name="retain").func == "governance.members.tasks.retain"
