"""Who belongs to the co-operative, and who may sign in."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from governance.members.roles import Role


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)

    def create_user(self, email: str, **fields: object) -> User:
        """A user without a password: one signs in with a code sent by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Someone who can sign in. The e-mail address is the login; there is no password."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )

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
        return self.get_full_name() or self.email

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that this user holds beside being a member."""
        names = set(self.groups.values_list("name", flat=True))
        return frozenset(role for role in Role if role.value in names)

    @cached_property
    def membership(self) -> Member | None:
        """The membership, suspended or not; none for who has left."""
        member: Member | None = (
            Member.objects.filter(user=self).select_related("neighbourhood").first()
        )
        left = member and member.left_on and member.left_on <= timezone.localdate()
        return None if left else member


class Neighbourhood(models.Model):
    """A part of the co-operative's area with its own budget: a quarter or a village."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "name"]
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    def in_standing(self, on: datetime.date) -> MemberQuerySet:
        """Members on that day who are not suspended (BW 2:38 lid 1)."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=on),
            Q(suspended_on__isnull=True) | Q(suspended_on__gt=on),
            joined_on__lte=on,
        )

    def with_vote(self) -> MemberQuerySet:
        return self.exclude(kind=Member.Kind.SUPPORTER)


class Member(models.Model):
    """One membership, with its number for life. A member may have no login: then notices
    go by letter and the member votes on paper."""

    class Kind(models.TextChoices):
        RESIDENT = "resident", _("resident")
        PROFESSIONAL = "professional", _("professional")
        ORGANISATION = "organisation", _("organisation")
        SUPPORTER = "supporter", _("supporter without a vote")

    user = models.OneToOneField(
        User, verbose_name=_("user"), null=True, blank=True, on_delete=models.SET_NULL
    )
    number = models.PositiveIntegerField(_("member number"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RESIDENT)
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name=_("neighbourhood"), on_delete=models.PROTECT
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    suspension_reason = models.CharField(_("reason of suspension"), max_length=200, blank=True)

    objects: ClassVar = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_left_after_joined",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def in_standing(self, on: datetime.date) -> bool:
        """Whether this is a member on that day who is not suspended (BW 2:38 lid 1)."""
        left = self.left_on is not None and self.left_on <= on
        suspended = self.suspended_on is not None and self.suspended_on <= on
        return self.joined_on <= on and not left and not suspended
