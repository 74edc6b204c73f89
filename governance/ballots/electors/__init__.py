"""The policies that say who may vote. The app that owns a policy registers it when it loads, so
that opening, the page of the roll and verification treat every poll alike, and a poll names its
own (`Poll.electors`)."""

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
    """A member who may vote. `holder_id`: the member who holds their proxy; it counts where that
    member may vote too."""

    member: Member
    votes: int
    holder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """Who may vote, in words. `votes`: of one member, by a word for the kind of member."""

    who: str
    votes: Mapping[str, int]
    article: str = ""


class Electors(Protocol):
    """Who may vote in one poll. What reads the rules of the poll raises CountError where these make
    no sense."""

    @property
    def proxy_cap(self) -> int | None:
        """For how many others one voter may vote; None: any number."""
        ...

    def entitled(self, at: datetime.datetime) -> Iterable[Entitled]:
        """All who may vote at that moment; their users are read along."""
        ...

    def votes_of(self, member: Member, at: datetime.datetime) -> int:
        """The votes of this member at that moment; 0: none."""
        ...

    def why_not(self, member: Member, at: datetime.datetime) -> str:
        """In a sentence why this member may not vote; empty for a member who may."""
        ...

    def left_out(self, at: datetime.datetime) -> Counter[str]:
        """How many members may not vote, by the reason in some words."""
        ...

    def settings(self) -> dict[str, Any]:
        """What decides who may vote: `rules["roll"]` of the poll, with what it leaves open filled
        in. It is frozen at opening, and verification asks for the same again."""
        ...

    def described(self) -> Described: ...

    def force(self, chosen: Standing) -> Force:
        """What the outcome is worth. `chosen`: what the rules or the frozen configuration say."""
        return outside_a_meeting(chosen)

    def attendance(self, at: datetime.datetime) -> Attendance | None:
        """The meeting of which a quorum is asked; None: those who take part in the vote."""
        return None


_policies: dict[str, Callable[[Poll], Electors]] = {}


def register_policy(name: str, policy: Callable[[Poll], Electors]) -> None:
    _policies[name] = policy


def policy_of(poll: Poll) -> Electors:
    return _policies[poll.electors](poll)
