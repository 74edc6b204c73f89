"""The result: the one that the chain names, and the one of a new count."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from governance.ballots.box import canonical
from governance.ballots.kinds import Report
from governance.ballots.models import Tally
from governance.ballots.verification import standalone_loader
from governance.ballots.verification.case import Case, Kind
from governance.ballots.verification.configuration import frozen_now
from governance.ballots.verification.problems import Finding, Found, Wrong
from governance.rules.quorum import Attendance, attendance_from


def check(case: Case) -> Found:
    tally, counted = case.tally, case.last(Kind.TALLIED)
    if counted is None:
        if tally is not None and (case.closing is None or early(tally)):
            yield Finding(Wrong.TALLY)
        return
    if tally is None or tally.state != Tally.State.DONE:
        yield Finding(Wrong.TALLY)
        return
    board = case.boards[True].digest
    spelled = canonical.dumps(tally.result)
    made = canonical.digest("wijkstem result 2", case.poll.frozen_hash, board, spelled)
    if tally.digest != made:
        yield Finding(Wrong.RESULT, "digest")
    for event in case.all_of(Kind.TALLIED, Kind.ESTABLISHED):
        if event.detail["result"] != tally.digest:
            yield Finding(Wrong.RESULT, f"event {event.number}")
    if counted.detail["ballots"] != case.boards[True].ballots:
        yield Finding(Wrong.RESULT, f"event {counted.number}")
    if not case.poll.purged_at:
        yield from again(case, tally.result)


def early(tally: Tally) -> bool:
    return tally.state == Tally.State.DONE or tally.result is not None or tally.digest != ""


def again(case: Case, result: Any) -> Found:
    """Counts again, by the rule and by the stand-alone program."""
    if not recounted(case):
        return
    configuration, turnout, ballots = case.poll.configuration, turnout_of(case), profile(case)
    quietly: Report = lambda _stage, _done, _total: None  # noqa: E731
    found = case.poll.counting.count(configuration, turnout, ballots, quietly)
    if canonical.dumps(found) != canonical.dumps(result):
        yield Finding(Wrong.RECOUNT)
    recount = standalone_loader.recount_of(case.poll.counting, configuration.rule[0])
    frozen = {**(case.poll.frozen or {}), "turnout": asdict(turnout)}
    if not standalone_loader.contains(result, recount(frozen, ballots)):
        yield Finding(Wrong.ALONE)


def recounted(case: Case) -> bool:
    """Whether this program has the rule by which was counted, in that version."""
    return case.poll.configuration.rule == frozen_now(case.poll).rule


def profile(case: Case) -> dict[str, int]:
    return dict(Counter(ballot.body.rstrip(" ") for ballot in case.ballots))


def turnout_of(case: Case) -> Attendance:
    closing = case.closing
    assert closing is not None  # noqa: S101
    return attendance_from(closing.detail["turnout"])
