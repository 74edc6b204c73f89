"""Members and other applications that look like an applicant. The board judges."""

from dataclasses import dataclass

from django.db.models import Q

from governance.joining.models import Application
from governance.members.actions.register import address_of
from governance.members.models import Member

MOST = 20


@dataclass(frozen=True)
class Duplicate:
    """A member, or another application, with the same e-mail address, name or house."""

    other: Member | Application
    email: bool
    name: bool
    house: bool

    @property
    def is_member(self) -> bool:
        return isinstance(self.other, Member)


def duplicates_of(application: Application) -> list[Duplicate]:
    """Members first, then other applications that are not withdrawn."""
    house = Q(street__iexact=application.street, postal_code__iexact=application.postal_code)
    same_details = house | Q(name__iexact=application.name)
    by_user = Q(user__email__iexact=application.email)
    members = Member.objects.filter(same_details | by_user).select_related("user")
    others = Application.objects.filter(same_details | Q(email__iexact=application.email))
    others = others.exclude(pk=application.pk).exclude(state=Application.State.WITHDRAWN)
    there = [compare(application, one) for one in members[:MOST]]
    return there + [compare(application, one) for one in others[:MOST]]


def compare(mine: Application, other: Member | Application) -> Duplicate:
    email = address_of(other) if isinstance(other, Member) else other.email
    return Duplicate(
        other=other,
        email=same(email, mine.email),
        name=same(other.name, mine.name),
        house=same(other.street, mine.street) and same(other.postal_code, mine.postal_code),
    )


def same(one: str, other: str) -> bool:
    return bool(one) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
