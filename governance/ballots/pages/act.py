"""The pages that ask for an act of the chair, or for an objection."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots.models import Poll, Tally
from governance.ballots.models.states import Mode
from governance.ballots.pages.outcome import Outcome, proposed_finding, read_outcome
from governance.ballots.pages.turnout import Turnout, read_turnout


@dataclass(frozen=True)
class ActPage:
    poll: Poll
    outcome: Outcome
    turnout: Turnout

    @classmethod
    def for_poll(cls, poll: Poll) -> ActPage:
        return cls(poll, read_outcome(poll), read_turnout(poll))

    @property
    def by_name(self) -> bool:
        return self.poll.mode == Mode.OPEN

    @property
    def objection_days(self) -> int:
        return self.poll.configuration.objection_days if self.poll.opened else 0


@dataclass(frozen=True)
class ClosePage:
    """`papers_wait`: votes on paper were entered but not yet confirmed."""

    poll: Poll
    turnout: Turnout
    papers_wait: bool

    @classmethod
    def for_poll(cls, poll: Poll) -> ClosePage:
        return cls(poll, read_turnout(poll), poll.paper_batches.waiting().exists())


def finding_to_propose(poll: Poll) -> str:
    tally = Tally.objects.filter(poll=poll, state=Tally.State.DONE).first()
    return proposed_finding(poll, tally.result) if tally else ""
