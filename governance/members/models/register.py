"""The register of members."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models.kinds import MemberKind
from governance.members.models.places import Neighbourhood
from governance.members.models.purposes import REGISTER
from governance.members.models.users import LANGUAGES, User
from governance.members.privacy.declarations import Part, Row, Rows, Rule, Trace, personal
from governance.members.privacy.periods import Months
from governance.members.privacy.subject import DataSubject
from governance.rules import membership
from governance.rules.membership import MembershipStatus

# Words of a search that are used.
MOST_WORDS = 6
# Letters that Unicode does not take apart.
BARE = str.maketrans("ıøłđ", "iold")


class MemberQuerySet(models.QuerySet["Member"]):
    # The same as `governance.rules.membership`, in the words of the database.

    def not_left(self, day: datetime.date) -> MemberQuerySet:
        """Members on that day, and those who join later."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day))

    def on(self, day: datetime.date) -> MemberQuerySet:
        """Members on that day, suspended or not."""
        return self.not_left(day).filter(joined_on__lte=day)

    def of_user(self, user: User, day: datetime.date) -> Member | None:
        """The membership of this login on that day, suspended or not."""
        return self.on(day).select_related("neighbourhood").filter(user=user).first()

    def in_standing(self, day: datetime.date) -> MemberQuerySet:
        """Members on that day who are not suspended (BW 2:38 lid 1)."""
        return self.on(day).filter(Q(suspended_on=None) | Q(suspended_on__gt=day))

    def with_status(self, status: MembershipStatus, day: datetime.date) -> MemberQuerySet:
        match status:
            case MembershipStatus.ACTIVE:
                return self.in_standing(day)
            case MembershipStatus.SUSPENDED:
                return self.on(day).filter(suspended_on__lte=day)
            case MembershipStatus.LEFT:
                return self.filter(left_on__lte=day)
            case MembershipStatus.COMING:
                return self.not_left(day).filter(joined_on__gt=day)

    def with_vote(self) -> MemberQuerySet:
        return self.filter(kind__votes__gt=0)

    def living_in(self, place: Neighbourhood | int) -> MemberQuerySet:
        # Members in a quarter live in its district too.
        return self.filter(Q(neighbourhood=place) | Q(neighbourhood__parent=place))

    def mentioning(self, text: str) -> MemberQuerySet:
        """Members with each of these words in number, name, e-mail address, postal code or
        street."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            found = found.filter(mentions(word))
        return found


def mentions(word: str) -> Q:
    found = Q(search_text__contains=folded(word)) | Q(user__email__icontains=word)
    if re.fullmatch("[0-9]{1,9}", word):
        found |= Q(number=int(word))
    return found


def folded(text: str) -> str:
    """For searching: small letters without their marks."""
    # So "zoe" finds "Zoë" on every database.
    letters = unicodedata.normalize("NFD", text)
    for _twice in range(2):  # compatibility caseless matching, Unicode 3.13 D146
        letters = unicodedata.normalize("NFKD", letters.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(BARE)


def searchable(name: str, street: str, postal_code: str) -> str:
    # A postal code is found with and without the space in it.
    return folded("\n".join((name, street, postal_code, postal_code.replace(" ", ""))))


class SearchText(models.TextField):
    # Follows the other columns of a member whenever it is written.
    def pre_save(self, model_instance: Any, add: bool) -> str:
        who = model_instance
        who.search_text = searchable(who.name, who.street, who.postal_code)
        return str(who.search_text)


class Member(models.Model):
    """One membership, with its number for life. A member may have no login: notices then go by
    letter and the vote is on paper."""

    user = models.OneToOneField(
        User, verbose_name=_("user"), null=True, blank=True, on_delete=models.SET_NULL
    )
    number = models.PositiveIntegerField(_("member number"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.ForeignKey(
        MemberKind, verbose_name=_("kind"), on_delete=models.PROTECT, default="resident"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name=_("neighbourhood"), on_delete=models.PROTECT
    )
    street = models.CharField(_("street and house number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="nl")
    # The day on which the member agreed to be convened by e-mail (BW 2:41 lid 5); None: by letter.
    email_consent_on = models.DateField(_("agreed to notice by e-mail on"), null=True, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_reason = models.CharField(_("reason of leaving"), max_length=200, blank=True)
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    suspension_reason = models.CharField(_("reason of suspension"), max_length=200, blank=True)
    # A former member of whom only number, kind, place and dates remain.
    erased_on = models.DateField(_("erased on"), null=True, blank=True)
    search_text = SearchText(editable=False, default="")

    objects: ClassVar = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        permissions: ClassVar = [
            ("export_member", "Can export the register"),
            ("import_member", "Can import into the register"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_left_after_joined",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=models.F("joined_on")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["name"], name="member_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def status(self, day: datetime.date) -> MembershipStatus:
        return membership.status(self.joined_on, self.left_on, self.suspended_on, day)

    def in_standing(self, day: datetime.date) -> bool:
        return self.status(day) is MembershipStatus.ACTIVE

    @property
    def in_standing_today(self) -> bool:
        return self.in_standing(timezone.localdate())

    @property
    def suspended_today(self) -> bool:
        return self.status(timezone.localdate()) is MembershipStatus.SUSPENDED


EXPORTED = (
    *("number", "name", "kind", "street", "postal_code", "town", "language", "email_consent_on"),
    *("joined_on", "left_on", "left_reason", "suspended_on", "suspension_reason", "erased_on"),
)


def as_registered(subject: DataSubject) -> Iterator[Row]:
    members = Member.objects.filter(pk=subject.member)
    for row in members.values(*EXPORTED):
        line = members.get().neighbourhood.line
        yield row | {"neighbourhood": " > ".join(reversed(line))}


def long_gone(_members: Rows, cutoff: datetime.datetime) -> Rows:
    left = Member.objects.with_status(MembershipStatus.LEFT, timezone.localdate(cutoff))
    return left.filter(erased_on=None)


FORMER_MEMBERS = Rule(
    "former_members",
    _("Details of former members: only number, kind, neighbourhood and dates remain"),
    _("They are not needed any more (GDPR art. 5 lid 1 e and art. 17)."),
    Months("keep_former_members"),
)
personal(
    Member,
    purpose=REGISTER,
    person="pk",
    identifies=True,
    export=Part("member", _("Your membership, as it stands in the register.")).rows(as_registered),
    on_erasure=(
        Trace(
            "details",
            _("Name, address, language, and why they left or were suspended"),
            counted=False,
        ).blank(
            *("street", "postal_code", "town", "language", "email_consent_on"),
            *("left_reason", "suspended_on", "suspension_reason", "search_text"),
            named="name",
        ),
        Trace(
            "number",
            _("Member number, kind, neighbourhood, and the dates of joining and leaving"),
            _("The co-operative must be able to show who was a member (BW 2:10)."),
            counted=False,
        ).keep(),
    ),
    redact=("suspension_reason", "left_reason"),
    keep=FORMER_MEMBERS.when(long_gone, by_action=True, batch=50),
)
