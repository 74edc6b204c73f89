"""What my page tells: what I still have to do, and where I find what is mine."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from governance.ballots.models import RollEntry
from governance.members.access.capabilities import BoardPage
from governance.members.access.visitor import Visitor
from governance.members.models import Member, User
from governance.members.privacy import export
from governance.members.roles import Role
from governance.rules.membership import MembershipStatus
from proposals.models import Idea
from wijkstem.mine.board_pages import board_pages
from wijkstem.mine.todo import Tasks, todo

SOON = datetime.timedelta(days=2)
IDEAS = 5


@dataclass(frozen=True, kw_only=True)
class MyPage:
    """`coming`, `former`: the membership of those who are no member today. `locked`: tasks are
    shown after a second factor."""

    roles: list[Role]
    locked: bool
    todo: list[Tasks]
    board_pages: list[BoardPage]
    membership: MyMembership | None = None
    coming: Member | None = None
    former: Member | None = None

    @classmethod
    def for_visitor(cls, visitor: Visitor) -> MyPage:
        # The number of queries does not grow with what there is.
        found = None if visitor.member else Member.objects.filter(user=visitor.user.pk).first()
        later = found and found.status(timezone.localdate()) is MembershipStatus.COMING
        return cls(
            roles=sorted(visitor.held_roles),
            locked=visitor.lacks_factor,
            todo=todo(visitor),
            board_pages=board_pages(visitor),
            membership=MyMembership.for_member(visitor.member) if visitor.member else None,
            coming=found if later else None,
            former=None if later else found,
        )


@dataclass(frozen=True, kw_only=True)
class MyMembership:
    """`to_cast`: the ballot papers that still can be cast. `given`, `received`: proxies."""

    member: Member
    to_cast: list[MyPaper]
    given: list[RollEntry]
    received: list[RollEntry]
    ideas: list[Idea]
    more_ideas: bool

    @classmethod
    def for_member(cls, member: Member) -> MyMembership:
        entries, soon = RollEntry.objects, timezone.now() + SOON
        to_cast = entries.to_cast_by(member).select_related("poll", "member")
        own = Idea.objects.filter(author=member).with_support(member).newest_first()
        ideas = list(own[: IDEAS + 1])
        return cls(
            member=member,
            to_cast=[
                MyPaper(entry, entry.member_id != member.pk, entry.poll.closes_at < soon)
                for entry in to_cast
            ],
            given=list(entries.proxies_given_by(member)),
            received=list(entries.proxies_held_by(member)),
            ideas=ideas[:IDEAS],
            more_ideas=len(ideas) > IDEAS,
        )


@dataclass(frozen=True)
class MyPaper:
    """`soon`: whether the vote closes soon."""

    entry: RollEntry
    by_proxy: bool
    soon: bool


@dataclass(frozen=True)
class MyDataPage:
    """`parts`: what each is about and how many rows it has, the empty ones last."""

    parts: list[tuple[str | Promise, int]]

    @classmethod
    def for_user(cls, user: User) -> MyDataPage:
        found = export.gather(user)
        parts = [(part.about, len(found[name])) for name, part in export.parts().items()]
        return cls(sorted(parts, key=lambda part: part[1] == 0))
