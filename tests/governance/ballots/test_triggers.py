"""What the database itself refuses, whoever asks it: each guard, on both databases."""

import base64

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from nacl.public import PrivateKey

from governance.ballots.actions import keys, lifecycle, tally
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    BulletinBoard,
    Choice,
    CommitteeKey,
    Link,
    Participation,
    Poll,
    RollEntry,
    Tally,
)
from governance.ballots.models.states import PollLifecycle, State
from governance.ballots.verification import triggers
from governance.members.access.actor import Actor
from tests.factories import actor, draft, election, entry_of, member, resolution, vote

pytestmark = pytest.mark.django_db


def refused(act):
    """Whether a guard refuses this act; what came of it is undone."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except IntegrityError as error:
        return "wijkstem:" in str(error)
    return False


def new_ballot(poll):
    return Ballot.objects.create(code="X" * 26, poll=poll, body="{}", commitment="")


def acts_on_a_closed_box():
    """Every act that a guard refuses after closing, by the guard's name."""
    anna, bram = member(), member()
    poll = election("gesloten", rule="plurality")
    vote(poll, anna, {"vote": "anna"})
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)
    late, choice = entry_of(poll, bram), poll.choices.first()
    other = draft("concept")
    return {
        "auditevent_update": lambda: AuditEvent.objects.filter(poll=poll).update(by_name="x"),
        "auditevent_delete": lambda: AuditEvent.objects.filter(poll=poll).delete(),
        "ballot_insert": lambda: new_ballot(poll),
        "ballot_update": lambda: Ballot.objects.filter(poll=poll).update(body="{}"),
        "ballot_delete": lambda: Ballot.objects.filter(poll=poll).delete(),
        "participation_insert": lambda: Participation.objects.create(entry=late),
        "participation_update": lambda: Participation.objects.update(entry=late),
        "participation_delete": lambda: Participation.objects.all().delete(),
        "link_insert": lambda: Link.objects.create(ballot=Ballot.objects.get(), entry=late, unit=0),
        "rollentry_insert": lambda: RollEntry.objects.create(
            poll=poll, member=member(), name="x", number=9
        ),
        "rollentry_update": lambda: poll.roll.update(proxy=late),
        "rollentry_delete": lambda: RollEntry.objects.filter(pk=late.pk).delete(),
        "choice_insert": lambda: Choice.objects.create(poll=poll, key="x", label="x"),
        "choice_update": lambda: Choice.objects.filter(pk=choice.pk).update(label="x"),
        "choice_delete": lambda: Choice.objects.filter(pk=choice.pk).delete(),
        "poll_update": lambda: Poll.objects.filter(pk=poll.pk).update(question="x"),
        "poll_delete": lambda: Poll.objects.filter(pk=poll.pk)._raw_delete("default"),
        "tally_update": lambda: Tally.objects.update(result={}),
        "tally_delete": lambda: Tally.objects.all().delete(),
        "bulletinboard_update": lambda: BulletinBoard.objects.update(lines=""),
        "bulletinboard_delete": lambda: BulletinBoard.objects.all().delete(),
        "choice moved in": lambda: (
            Choice.objects.create(poll=other, key="y", label="y")
            and Choice.objects.filter(poll=other).update(poll=poll)
        ),
    }


def test_each_guard_refuses_after_closing():
    acts = acts_on_a_closed_box()
    assert [name for name, act in acts.items() if not refused(act)] == []
    covered = {f"{triggers.PREFIX}{name}" for name in acts}
    assert {guard.name for guard in triggers.GUARDS} - covered == {
        f"{triggers.PREFIX}link_update",
        f"{triggers.PREFIX}link_delete",
        f"{triggers.PREFIX}committeekey_update",  # see test_committee_keys_are_kept
        f"{triggers.PREFIX}committeekey_delete",
    }


def test_without_guards_the_same_acts_go_through():
    """The control, one at a time and undone again."""
    acts = acts_on_a_closed_box()
    triggers.lift(connection)
    try:
        assert [name for name, act in acts.items() if refused(act)] == []
    finally:
        triggers.install(connection)


def test_links_of_a_vote_by_name_are_kept():
    anna, bram = member(), member()
    poll = resolution(mode="open")
    vote(poll, anna, "yes")
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    assert refused(lambda: Link.objects.update(entry=entry_of(poll, bram)))
    assert refused(lambda: Link.objects.all().delete())


@pytest.mark.parametrize("mode", ["secret", "confidential"])
def test_link_of_a_secret_ballot_is_refused_in_an_open_box_too(mode):
    anna = member()
    poll = resolution(mode=mode)
    entry, ballot = entry_of(poll, anna), new_ballot(poll)
    assert refused(lambda: Link.objects.create(ballot=ballot, entry=entry, unit=0)) is (
        mode == "secret"
    )


@pytest.mark.parametrize(
    "column", ["slug", "question", "mode", "rules", "frozen_hash", "opened_at"]
)
def test_what_voters_saw_is_frozen_from_opening_on(column):
    poll = resolution()
    changed = {"rules": {}, "opened_at": None}.get(column, "open")
    assert refused(lambda: Poll.objects.filter(pk=poll.pk).update(**{column: changed}))
    free = draft("concept")
    assert not refused(lambda: Poll.objects.filter(pk=free.pk).update(**{column: changed}))


@pytest.mark.parametrize("source", list(State))
@pytest.mark.parametrize("to", list(State))
def test_only_declared_steps_are_taken(source, to):
    poll = resolution()
    triggers.lift(connection)
    Poll.objects.filter(pk=poll.pk).update(state=source)
    triggers.install(connection)
    declared = source == to or any(
        source in step.sources and step.to == to for step in PollLifecycle.steps.values()
    )
    assert refused(lambda: Poll.objects.filter(pk=poll.pk).update(state=to)) is not declared


def test_lifted_guards_are_missed_and_migrate_puts_them_back():
    assert triggers.missing(connection) == []
    triggers.lift(connection)
    assert triggers.missing(connection) == [guard.name for guard in triggers.GUARDS]
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_restores_the_guards():
    triggers.lift(connection)
    call_command("migrate", "ballots", verbosity=0)
    assert triggers.missing(connection) == []


def test_committee_keys_are_kept():
    public = base64.b64encode(bytes(PrivateKey.generate().public_key)).decode()
    key = keys.add_key(label="Proef", public_key=public, by=actor("Anneke"))
    assert refused(lambda: CommitteeKey.objects.filter(pk=key.pk).update(made_by_name="somebody"))
    assert refused(lambda: CommitteeKey.objects.filter(pk=key.pk).delete())


def test_login_of_who_kept_a_key_can_be_deleted_and_nobody_takes_their_place():
    anneke, bram = member("Anneke").user, member("Bram").user
    public = base64.b64encode(bytes(PrivateKey.generate().public_key)).decode()
    key = keys.add_key(label="Proef", public_key=public, by=Actor.user(anneke))
    rows = CommitteeKey.objects.filter(pk=key.pk)
    rows.update(rehearsed_at=timezone.now(), rehearsed_by=anneke, rehearsed_by_name="Anneke")
    keys.retire_key(key=key, by=Actor.user(anneke))
    for column in ("made_by", "rehearsed_by", "retired_by"):
        assert refused(lambda column=column: rows.update(**{column: bram}))
        assert refused(lambda column=column: rows.update(**{f"{column}_name": "Bram"}))
    assert refused(lambda: rows.update(label="Anders"))
    assert refused(lambda: rows.update(retired_at=None))
    anneke.delete()
    key.refresh_from_db()
    assert {key.made_by_id, key.rehearsed_by_id, key.retired_by_id} == {None}
    assert {key.made_by_name, key.rehearsed_by_name, key.retired_by_name} == {"Anneke"}
