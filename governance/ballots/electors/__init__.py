"""The policies that say who may vote. The app that owns a policy registers it when it loads, so
that opening, the roll page and verification treat every poll alike; `Poll.electors` names it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from governance.ballots.electors.force import Force, outside_a_meeting
from governance.ballots.kinds.configuration import Standing
from governance.rules.quorum import Attendance

if TYPE_CHECKING:
    from governance.ballots.models import Poll
    from governance.members.models import Member


@dataclass(frozen=True, slots=True)
class Entitled:
    """A member who may vote. `holder_id`: who holds their proxy, if that member may vote too."""

    member: Member
    votes: int
    holder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """Who may vote, in words. `votes`: of one member, for each label of a kind of member."""

    who: str
    votes: Mapping[str, int]
    article: str = ""


class Electors(Protocol):
    """Who may vote in one poll. Reading a poll's rules raises CountError if they make no sense."""

    @property
    def proxy_cap(self) -> int | None:
        """For how many others one voter may vote; None: no limit."""
        ...

    def entitled(self, at: datetime.datetime) -> Iterable[Entitled]:
        """All who may vote at that moment, with their users."""
        ...

    def votes_of(self, member: Member, at: datetime.datetime) -> int:
        """The votes of this member at that moment; 0: none."""
        ...

    def why_not(self, member: Member, at: datetime.datetime) -> str:
        """A sentence why this member may not vote; empty if they may."""
        ...

    def left_out(self, at: datetime.datetime) -> Counter[str]:
        """How many members may not vote, by reason."""
        ...

    def settings(self) -> dict[str, Any]:
        """`rules["roll"]` of the poll, completed with defaults. It is frozen at opening, and
        verification compares it again."""
        ...

    def described(self) -> Described: ...

    def force(self, chosen: Standing) -> Force:
        """The force of the outcome. `chosen`: from the rules or the frozen configuration."""
        return outside_a_meeting(chosen)

    def attendance(self, at: datetime.datetime) -> Attendance | None:
        """The meeting that must reach a quorum; None: those who take part in the vote."""
        return None


_policies: dict[str, Callable[[Poll], Electors]] = {}


def register_policy(name: str, policy: Callable[[Poll], Electors]) -> None:
    _policies[name] = policy


def policy_of(poll: Poll) -> Electors:
    return _policies[poll.electors](poll)
