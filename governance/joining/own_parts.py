"""What this app holds about one person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from governance.joining.models import Application, Invitation
from governance.members import own_data
from governance.members.own_data import Part, Person, Row, fields

APPLICATION = (
    *("state", "name", "email", "kind", "street", "postal_code", "town", "language"),
    *("email_consent", "answers", "submitted_at", "confirmed_at", "decided_at", "reason"),
)


def applications(who: Person) -> Iterator[Row]:
    if who.member:
        found = Application.objects.filter(member=who.member).select_related("neighbourhood")
        for one in found:
            yield {
                **fields(one, *APPLICATION),
                "decided_by": one.decided_by_name,
                "neighbourhood": one.neighbourhood.name,
            }


def invitations(who: Person) -> Iterator[Row]:
    if who.member:
        for one in Invitation.objects.filter(member=who.member):
            told = fields(one, "made_at", "expires_at", "used_at", "void")
            yield {**told, "by": one.by_name}


def declare() -> None:
    own_data.register(
        Part(
            name="applications",
            about=_("How you asked to become a member, and what was decided."),
            rows=applications,
            models=("joining.Application",),
        )
    )
    own_data.register(
        Part(
            name="invitations",
            about=_("Letters with which you can sign in. The code in them is not kept."),
            rows=invitations,
            models=("joining.Invitation",),
        )
    )
