"""Who asks for a page, and what they may do."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property

from governance.members.access.actor import Actor
from governance.members.access.capabilities import Can
from governance.members.models import Member, User
from governance.members.roles import Role


class SecondFactorFirst(Exception):
    """A page for a role was opened in a session without a second factor."""


@dataclass(frozen=True)
class Visitor:
    """`wants_factor`: whether this session lacks the second factor that its roles need."""

    user: User | AnonymousUser
    wants_factor: Callable[[], bool] = field(default=lambda: False, repr=False)

    @cached_property
    def member(self) -> Member | None:
        # Suspended or not.
        if not isinstance(self.user, User):
            return None
        return Member.objects.of_user(self.user, timezone.localdate())

    @property
    def held_roles(self) -> frozenset[Role]:
        # With or without a second factor.
        return self.user.roles if isinstance(self.user, User) else frozenset()

    @property
    def lacks_factor(self) -> bool:
        return bool(self.held_roles) and self.wants_factor()

    @property
    def roles(self) -> frozenset[Role]:
        # Without the factor they see on a page that is open to others too what the others see.
        return frozenset() if self.lacks_factor else self.held_roles

    def can(self, *capabilities: Can) -> bool:
        return any(one.roles & self.roles for one in capabilities)

    def can_or_ask(self, *capabilities: Can) -> bool:
        """Like `can`, but raises for those who lack only the second factor."""
        if self.lacks_factor and any(one.roles & self.held_roles for one in capabilities):
            raise SecondFactorFirst
        return self.can(*capabilities)

    def required_user(self) -> User:
        if not isinstance(self.user, User):
            raise PermissionDenied
        return self.user

    @property
    def actor(self) -> Actor:
        return Actor.user(self.user)

    def required_member(self) -> Member:
        if self.member is None:
            raise PermissionDenied
        return self.member
