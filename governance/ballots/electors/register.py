"""The members who may vote by the register, on a given day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone

from governance.ballots.electors import Described, Electors, Entitled, register_words
from governance.ballots.kinds.configuration import Rules
from governance.ballots.kinds.data import Data
from governance.ballots.models import Poll, ProxyGrant
from governance.members.models import Member, MemberKind
from governance.rules.roll import Elector, Entitlement, RollRule, entitlement

NAME = "register"


def votes_in_register() -> dict[str, int]:
    return dict(MemberKind.objects.filter(votes__gt=0).values_list("key", "votes"))


class Register(Electors):
    def __init__(self, poll: Poll) -> None:
        self.poll = poll

    @cached_property
    def rule(self) -> RollRule:
        home, roll = self.poll.neighbourhood, roll_of(self.poll.draft_rules)
        return RollRule(
            roll.votes, home.name if home else None, roll.proxy_cap, article=roll.article
        )

    @property
    def proxy_cap(self) -> int | None:
        return self.rule.proxy_cap

    def entitled(self, at: datetime.datetime) -> Iterator[Entitled]:
        grants = ProxyGrant.objects.filter(poll=self.poll)
        holders = dict(grants.values_list("principal", "holder"))
        for member in Member.objects.select_related("neighbourhood__parent", "user"):
            if votes := self.votes_of(member, at):
                yield Entitled(member, votes, holders.get(member.pk))

    def votes_of(self, member: Member, at: datetime.datetime) -> int:
        return self._found(member, at)[1]

    def why_not(self, member: Member, at: datetime.datetime) -> str:
        reason, _votes = self._found(member, at)
        return register_words.sentence(reason, member, self.rule)

    def left_out(self, at: datetime.datetime) -> Counter[str]:
        members = Member.objects.select_related("neighbourhood__parent")
        found = Counter(self._found(member, at)[0] for member in members)
        del found[Entitlement.ENTITLED]
        return Counter({register_words.reason(why): number for why, number in found.items()})

    def settings(self) -> dict[str, Any]:
        rule = self.rule
        return {
            "votes": dict(rule.votes),
            "proxy_cap": rule.proxy_cap,
            "article": rule.article,
        }

    def described(self) -> Described:
        return register_words.described(self.rule)

    def _found(self, member: Member, at: datetime.datetime) -> tuple[Entitlement, int]:
        return entitlement(elector(member), self.rule, timezone.localdate(at))


@dataclass(frozen=True, kw_only=True)
class RegisterRoll(Data):
    """Default: the votes of each kind of member in the register, and two proxies for one voter."""

    votes: Mapping[str, int] = field(default_factory=votes_in_register)
    proxy_cap: int | None = 2
    article: str = ""


def roll_of(rules: Rules) -> RegisterRoll:
    return RegisterRoll.from_data(rules.roll)


def elector(member: Member) -> Elector:
    return Elector(
        kind=str(member.kind_id),
        places=member.neighbourhood.line,
        joined_on=member.joined_on,
        left_on=member.left_on,
        suspended_on=member.suspended_on,
    )
