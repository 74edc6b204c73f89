"""Who can sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from governance.members.models.terms import Term
from governance.members.roles import Role

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]


class UserManager(BaseUserManager["User"]):
    # E-mail addresses are compared without regard to capitals.
    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)

    def create_user(self, email: str | None, **fields: object) -> User:
        """A user without a password, who signs in with a code by e-mail or in a letter."""
        user = self.model(email=self.normalize_email(email).lower() or None, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A login. The e-mail address identifies it; there is no password."""

    username = None  # type: ignore[assignment]
    # Without an address the user signs in with a letter from the secretary, once for each letter.
    email = models.EmailField(_("e-mail address"), unique=True, null=True)  # type: ignore[assignment]
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="nl")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or ""

    @property
    def called(self) -> str:
        """The name in the register; without a membership that of the login."""
        return self.member.name if hasattr(self, "member") else str(self)

    @cached_property
    def roles(self) -> frozenset[Role]:
        terms = Term.objects.filter(user=self).acting(timezone.localdate())
        return frozenset(Role(role) for role in terms.values_list("role", flat=True))
