"""Everything that can be checked about one poll."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from governance.ballots.models import Poll
from governance.ballots.models.states import State
from governance.ballots.verification import box, chain, configuration, count, electors
from governance.ballots.verification.case import Case, Kind, read
from governance.ballots.verification.problems import Finding, Found, Wrong

logger = logging.getLogger(__name__)
NOTHING_YET = ("opened_at", "closed_at", "unsealed_at", "scrubbed_at", "purged_at")


@dataclass(frozen=True)
class Verdict:
    """`recounted`: counted again by the rule; `alone`: also by the stand-alone program."""

    poll: str
    kind: str
    state: str
    head: str
    ballots: int
    recounted: bool
    alone: bool
    findings: tuple[Finding, ...]


def examine_poll(poll: Poll) -> Verdict:
    """Never raises for what is stored: what cannot be read is a finding."""
    try:
        case = read(poll)
    except Exception:
        logger.debug("%s cannot be read", poll.slug, exc_info=True)
        unreadable = Finding(Wrong.UNREADABLE, poll=poll.slug)
        return Verdict(poll.slug, poll.kind, poll.state, poll.head, 0, False, False, (unreadable,))
    found = [finding for check in checks_of(case) for finding in carefully(check, case)]
    counted = case.last(Kind.TALLIED) is not None and not poll.purged_at
    recounted = counted and not found and count.recounted(case)
    return Verdict(
        poll=poll.slug,
        kind=poll.kind,
        state=poll.state,
        head=poll.head,
        ballots=len(case.ballots),
        recounted=recounted,
        alone=recounted,
        findings=tuple(replace(finding, poll=poll.slug) for finding in found),
    )


def checks_of(case: Case) -> list[Callable[[Case], Found]]:
    if case.poll.state == State.DRAFT:
        return [outside_the_box]
    return [chain.check, configuration.check, electors.check, box.check, count.check]


def carefully(check: Callable[[Case], Found], case: Case) -> Found:
    """The findings of one check; an exception in it is a finding too."""
    try:
        yield from check(case)
    except Exception:
        logger.debug("%s: %s stumbled", case.poll.slug, check.__module__, exc_info=True)
        yield Finding(Wrong.UNREADABLE, check.__module__.rpartition(".")[2])


def outside_the_box(case: Case) -> Found:
    for name in ("events", "roll", "voted", "ballots", "links", "boards"):
        if getattr(case, name):
            yield Finding(Wrong.LEFT_OVER, name)
    for column in (*NOTHING_YET, "frozen", "frozen_hash", "head", "source"):
        if getattr(case.poll, column):
            yield Finding(Wrong.LEFT_OVER, column)
    if case.tally is not None:
        yield Finding(Wrong.LEFT_OVER, "tally")
