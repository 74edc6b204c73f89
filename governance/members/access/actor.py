"""Who does something: a person, the schedule or a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from governance.members.models import Member, User
from governance.members.models.acted import LONGEST_NAME


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`name`: as it is shown. `user_id`: None without a login, and for the schedule or a command.
    `number`: the member number."""

    name: str
    user_id: int | None = None
    number: int | None = None

    @classmethod
    def user(cls, user: User | AnonymousUser) -> Actor:
        if not isinstance(user, User):
            raise TypeError("nobody is signed in")
        member = getattr(user, "member", None)
        return cls(name=str(user)[:LONGEST_NAME], user_id=user.pk, number=member and member.number)

    @classmethod
    def member(cls, member: Member) -> Actor:
        return cls(name=member.name, user_id=member.user_id, number=member.number)

    @classmethod
    def visitor(cls) -> Actor:
        return cls(name="")

    @classmethod
    def clock(cls) -> Actor:
        return cls(name="the clock")

    @classmethod
    def command(cls, name: str) -> Actor:
        return cls(name=f"manage.py {name}")

    def columns(self, field: str = "by") -> dict[str, Any]:
        return {f"{field}_id": self.user_id, f"{field}_name": self.name[:LONGEST_NAME]}
