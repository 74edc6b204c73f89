"""What went right is found to be right: no false alarm, neither by `verify` nor by the evidence."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection

from governance.ballots.actions import evidence
from governance.ballots.models import AuditEvent, Poll
from governance.ballots.verification import triggers
from governance.ballots.verification.installation import examine
from governance.ballots.verification.problems import Wrong
from governance.ballots.verification.standalone import verify
from tests.examples import EXAMPLES
from tests.factories import actor
from tests.governance.ballots.verification import held
from tests.governance.ballots.verification.unpacked import files_in, run_alone

pytestmark = pytest.mark.django_db
COUNTED = "yes   The ballots, counted again, give this result."
GROUP = 20  # votes in one installation
VOTES = range(0, EXAMPLES * 40 // 150, GROUP)
if (
    EXAMPLES < 3000
):  # each kind of database holds the half of them; `make tamper` a thousand on both
    VOTES = VOTES[connection.vendor == "postgresql" :: 2]


def hold_one(number):
    """The vote with this number: its kind, mode, end and ballots follow from it."""
    with held.world(number) as chance:
        return held.hold(
            f"stem-{number}",
            held.KINDS[number % len(held.KINDS)],
            held.MODES[number // len(held.KINDS) % 4],
            chance.choice(held.ENDS),
            chance,
            voters=chance.randint(5, 9),
            full=chance.random() < 0.7,
        )


@pytest.mark.parametrize("first", VOTES)
def test_clean_votes_raise_no_alarm(first, tmp_path):
    for number in range(first, first + GROUP):
        hold_one(number)
    proof = examine()
    assert proof.findings == []
    counted = [poll for poll in Poll.objects.all() if poll.counted]
    again = {verdict.poll for verdict in proof.verdicts if verdict.alone}
    assert {poll.slug for poll in counted if not poll.purged_at} <= again != set()
    for poll in counted:
        for full in (False, True) if not poll.purged_at else (False,):
            files = files_in(evidence.export(poll=poll, full=full, by=actor("commissie")))
            (tmp_path / "recount.py").write_bytes(files["recount.py"])
            report = verify.check(files, folder=tmp_path)
            assert report.wrong == [], (poll.slug, report.lines)
            assert (COUNTED in report.lines) is ("ballots.json" in files)
    assert examine().findings == [], "the exports are events now"


def say(*polls, **options):
    """What `manage.py verify` prints, and its exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("verify", *polls, stdout=out, stderr=out, **options)
    except SystemExit as exit_:
        code = exit_.code
    return code, out.getvalue()


def test_verify_says_what_is_right_and_what_is_not():
    with held.world(1) as chance:
        poll = held.hold("de-brug", "resolution", "secret", "tallied", chance)
    actions_before = AuditEvent.objects.count()
    code, said = say(heads=True)
    assert (code, said.splitlines()[0], said.splitlines()[2]) == (
        0,
        "The database: ok",
        f"  head {poll.head}",
    )
    assert said.splitlines()[-1] == "1 votes with 7 ballots checked, 1 counted again: all is right."
    assert AuditEvent.objects.count() == actions_before
    triggers.lift(connection)
    Poll.objects.filter(pk=poll.pk).update(question="Verkopen wij het huis?")
    triggers.install(connection)
    code, said = say("de-brug")
    assert code == 1
    assert said.splitlines()[1:3] == [
        "de-brug: WRONG",
        "  The vote says something else than what was frozen: question",
    ]
    code, said = say("de-brug", json=True)
    assert (code, json.loads(said)["polls"][0]["findings"]) == (
        1,
        [{"wrong": "COLUMN", "where": "question"}],
    )


def test_verify_of_an_unknown_vote_is_a_bad_call():
    assert say("nergens") == (2, "There is no vote called nergens.\n")


def test_a_draft_and_an_empty_installation_are_right():
    assert examine().findings == []
    held.prepare("concept", "stv", "secret")
    assert examine().findings == []


def test_a_guard_that_is_gone_or_emptied_is_found():
    assert examine().database == ()
    guard = next(guard for guard in triggers.GUARDS if guard.name.endswith("tally_delete"))
    hollow = triggers.Guard(guard.table, guard.act, "1 = 2", guard.why)
    with connection.cursor() as cursor:
        where = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {guard.name}{where}")
        assert [(one.wrong, one.where) for one in examine().database] == [
            (Wrong.GUARD_MISSING, guard.name)
        ]
        for statement in triggers.statements(hollow, connection.vendor):
            cursor.execute(statement)
    assert [(one.wrong, one.where) for one in examine().database] == [
        (Wrong.GUARD_CHANGED, guard.name)
    ]


def test_verify_py_runs_isolated_and_says_so(tmp_path):
    with held.world(3) as chance:
        poll = held.hold("de-brug", "resolution", "open", "established", chance)
    made = evidence.export(poll=poll, full=True, by=actor("commissie"))
    head = evidence.head_of(poll)
    code, said = run_alone(made, tmp_path, "--head", head[:16])
    assert (code, said.splitlines()[-2:]) == (0, [COUNTED, "All is right."])
    code, said = run_alone(made, tmp_path, "--head", "0123456789abcdef")
    assert (code, said.splitlines()[-1]) == (1, "Something is WRONG.")
    (tmp_path / "manifest.json").unlink()
    code, said = run_alone(None, tmp_path)
    assert code == 2
