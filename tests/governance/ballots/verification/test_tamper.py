"""Somebody with the database alters one row: `verify` finds it, and so does the evidence."""

from itertools import islice

import pytest
from django.db import IntegrityError, connection

from governance.ballots.actions import evidence
from governance.ballots.models import Ballot, Poll
from governance.ballots.verification import triggers
from governance.ballots.verification.installation import examine
from governance.ballots.verification.polls import examine_poll
from governance.ballots.verification.problems import Wrong
from governance.ballots.verification.standalone import verify
from tests.examples import EXAMPLES
from tests.factories import actor
from tests.governance.ballots.verification import held
from tests.governance.ballots.verification.tampering import acts, undone
from tests.governance.ballots.verification.unpacked import files_in

pytestmark = pytest.mark.django_db
# How many rows of each table of a poll are tried (None: every one), and one alteration in how many.
# Each kind of database tries others; `make tamper` tries all on both.
ROWS, STRIDE = (None, 1) if EXAMPLES >= 3000 else (2, 14)
HELD = [
    ("resolution", "open", "open"),
    ("resolution", "open", "established"),
    ("plurality", "open", "closed"),
    ("resolution", "confidential", "open"),
    ("budget", "confidential", "tallied"),
    ("resolution", "secret", "open"),
    ("stv", "secret", "contested"),
    ("irv", "secret", "repeated"),
    ("resolution", "secret", "cancelled"),
    ("schulze", "secret", "afterwards"),
    ("resolution", "sealed", "open"),
    ("approval", "sealed", "closed"),
    ("plurality", "sealed", "tallied"),
]

NO_EVIDENCE = {
    "poll.public": "who may read the page is no part of the vote, and may change",
    "poll.scrubbed_at": "when the files were cleaned; without it they are cleaned again",
    "choice.id": "the name of a row that nothing points to",
    "rollentry.id": "the name of a row that nothing points to; who voted or has a link is found",
    "auditevent.id": "the name of a row that nothing points to",
    "bulletinboard.id": "the name of a row that nothing points to",
    "tally.stage": "how far a count is",
    "tally.done": "how far a count is",
    "tally.total": "how far a count is",
    "tally.seconds": "how long a count took",
}
"""Columns that carry no evidence, each with the reason."""


def excused(act, poll):
    """Whether this cannot be found, and why not."""
    if act.name == "ballot.body" and poll.sealed and poll.state == "open":
        return "a sealed box is fixed by the next checkpoint, and proved when it is opened"
    if act.name == "participation.entry_id" and poll.state == "open" and not poll.linked:
        return "who voted in a secret vote is fixed at the closing, not before"
    return NO_EVIDENCE.get(act.name, "")


@pytest.fixture
def town():
    for number, (kind, mode, end) in enumerate(HELD):
        with held.world(number) as chance:
            held.hold(f"stem-{number}-{mode}", kind, mode, end, chance)
    return Poll.objects.exclude(state="draft")


def some(every):
    first = STRIDE // 2 if connection.vendor == "postgresql" else 0
    return islice(every, first, None, STRIDE)


def alarm(act):
    """Whether `verify` finds it: first on the poll itself, then in all that it checks."""
    for poll in Poll.objects.filter(pk=act.poll_id):
        if examine_poll(poll).findings:
            return True
    return any(one.wrong is not Wrong.GUARD_MISSING for one in examine().findings)


def done(act):
    """Does it; false where the database itself refuses."""
    try:
        act.do()
    except IntegrityError:
        return False
    return True


def test_every_altered_row_is_found(town):
    assert examine().findings == [], "the control: nothing is found before"
    triggers.lift(connection)
    found, refused, missed, excuses = 0, 0, [], set()
    for poll in town:
        for act in some(acts(poll, ROWS)):
            with undone():
                if not done(act):
                    refused += 1
                elif alarm(act):
                    found += 1
                elif excused(act, poll):
                    excuses.add(excused(act, poll))
                else:
                    missed.append((poll.slug, act.verb, act.name))
    print(f"{found} alterations found, {refused} refused by a constraint, {len(missed)} missed")
    assert missed == []
    assert found > 3000 // STRIDE
    triggers.install(connection)
    assert examine().findings == [], "the control: all was taken back"


def evidence_of(poll):
    """The full evidence; None where none can be made."""
    try:
        with undone():
            made = evidence.export(
                poll=Poll.objects.get(pk=poll.pk), full=True, by=actor("commissie")
            )
    except Exception:
        return None
    return made


def wrong_in(made, folder):
    """What verify.py finds, with the recount of the file beside it."""
    files = files_in(made)
    (folder / "recount.py").write_bytes(files["recount.py"])
    return verify.check(files, folder=folder).wrong


def test_the_evidence_of_a_tampered_database_shows_it(town, tmp_path):
    """Whatever alters the full evidence is found by the program in it."""
    counted = [poll for poll in town if poll.counted]
    assert len(counted) >= 4
    before = {poll: evidence_of(poll) for poll in counted}
    for made in before.values():
        assert wrong_in(made, tmp_path) == [], "the control: nothing is found before"
    triggers.lift(connection)
    found, outside, missed = 0, 0, []
    for poll in counted:
        for act in some(acts(poll, ROWS)):
            with undone():
                if not done(act):
                    continue
                made = evidence_of(poll)
                if made == before[poll]:
                    outside += 1
                elif made is None or wrong_in(made, tmp_path):
                    found += 1
                else:
                    missed.append((poll.slug, act.verb, act.name))
    print(f"{found} found by verify.py, {len(missed)} missed, {outside} not in the evidence")
    assert missed == []
    assert found > 60


NOT_GUARDED = {
    "poll.state": "the declared steps are open",
    "poll.public": NO_EVIDENCE["poll.public"],
    "poll.closed_at": "written at the closing; verify finds it",
    "poll.unsealed_at": "written later; verify finds it",
    "poll.purged_at": "written later; verify finds it",
    "poll.scrubbed_at": "written later",
    "poll.head": "moves with each event; verify finds it",
    "poll.id": "verify finds it",
    "poll.insert": "a poll may be made; verify finds one without a chain",
    "poll.double": "a poll may be made; verify finds one without a chain",
    "auditevent.insert": "the chain grows; verify finds an event beyond the head",
    "auditevent.double": "the chain grows; verify finds an event beyond the head",
    "bulletinboard.insert": "a board is made at the closing; verify finds one without its event",
    "bulletinboard.double": "a board is made at the closing; verify finds one without its event",
    "tally.insert": "a result is stored after the count; verify finds one without its event",
    "tally.double": "a result is stored after the count; verify finds one without its event",
    "sealed ballot": "when they are opened, sealed ballots are written anew; verify finds it",
    **{
        f"bulletinboard.{column}": "the checkpoint is replaced during the vote; verify finds it"
        for column in ("poll_id", "final", "ballots", "lines", "digest", "at", "id", "delete")
    },
}
"""What no guard refuses on a poll that is no longer open, each with the reason."""


def test_the_guards_refuse_what_can_be_refused(town):
    closed = [poll for poll in town if poll.state != "open"]
    passed, refused = set(), 0
    for poll in closed:
        for act in some(acts(poll, ROWS)):
            with undone():
                if done(act):
                    sealed_box = poll.sealed and act.table is Ballot
                    passed.add("sealed ballot" if sealed_box else act.name)
                else:
                    refused += 1
    print(f"{refused} alterations of closed votes refused by the guards")
    assert passed - set(NOT_GUARDED) == set()
    assert refused > 100
