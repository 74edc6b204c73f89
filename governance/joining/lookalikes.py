"""Who in the register, or among other applications, looks like an applicant. The board judges."""

from dataclasses import dataclass

from django.db.models import Q

from governance.joining.models import Application
from governance.members.actions.register import address_of
from governance.members.models import Member

MOST = 20


@dataclass(frozen=True)
class Likeness:
    """A member, or another application, with the same e-mail address, name or house."""

    other: Member | Application
    email: bool
    name: bool
    house: bool

    @property
    def is_member(self) -> bool:
        return isinstance(self.other, Member)


def of(application: Application) -> list[Likeness]:
    """Members first, then other applications that are not withdrawn."""
    house = Q(street__iexact=application.street, postal_code__iexact=application.postal_code)
    alikes = house | Q(name__iexact=application.name)
    by_user = Q(user__email__iexact=application.email)
    members = Member.objects.filter(alikes | by_user).select_related("user")
    others = Application.objects.filter(alikes | Q(email__iexact=application.email))
    others = others.exclude(pk=application.pk).exclude(state=Application.State.WITHDRAWN)
    there = [alike(application, one) for one in members[:MOST]]
    return there + [alike(application, one) for one in others[:MOST]]


def alike(mine: Application, other: Member | Application) -> Likeness:
    email = address_of(other) if isinstance(other, Member) else other.email
    return Likeness(
        other=other,
        email=same(email, mine.email),
        name=same(other.name, mine.name),
        house=same(other.street, mine.street) and same(other.postal_code, mine.postal_code),
    )


def same(one: str, other: str) -> bool:
    return bool(one) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
