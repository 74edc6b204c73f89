"""What stands on the pages of one's own: addresses, consent to e-mail, what happened to a
membership, and how people want their mail."""

import datetime

from django.db import transaction
from django.utils import timezone

from governance.ballots.mail_kinds import REMINDERS, RESULTS
from governance.members.models import Member, MemberEvent, User
from governance.notifications.actions import choose
from governance.notifications.kinds import How
from governance.notifications.models import Preference
from wijkstem.demo.people import PLACES, chances
from wijkstem.demo.roles import DOMAIN

STREETS = {
    "Molenkwartier": ("1018 AB", ("Molenwerf", "Wiekstraat", "Maalderij", "Zeefgang")),
    "Havenbuurt": ("1019 CD", ("Havenplein", "Touwbaan", "Kuiperskade", "Zoutkeetgracht")),
    "Tuindorp-Oost": ("1095 EF", ("Lindenlaan", "Meidoornhof", "Appelgaard", "Berkenpad")),
}
TOWN = "Veerdam"
BY_LETTER = {PLACES["penningmeester"][0], 23, 64, 90}
"""Members with a login who did not agree to be called by e-mail."""
MOVED_DAYS_AGO = 220
SECRETARY = "Henk Postma"


@transaction.atomic
def settle_in() -> int:
    """Returns for how many members something was filled in; what is there stays as it is."""
    if Preference.objects.exists():
        return 0
    members = list(Member.objects.select_related("neighbourhood").order_by("number"))
    chance = chances("addresses")
    for member in members:
        code, streets = STREETS[member.neighbourhood.name]
        place = f"{chance.choice(streets)} {chance.randint(1, 140)}"
        if not member.street:
            member.street, member.postal_code, member.town = place, code, TOWN
        if member.user_id and member.number not in BY_LETTER and not member.email_consent_on:
            member.email_consent_on = member.joined_on
    Member.objects.bulk_update(members, ["street", "postal_code", "town", "email_consent_on"])
    tell_history()
    choose_mail()
    return len(members)


def tell_history() -> None:
    """Of those whom one can be in the demo; the member moved house once."""
    known = Member.objects.filter(number__in=[number for number, _place in PLACES.values()])
    for member in known:
        happened(member, MemberEvent.Kind.ADMITTED, at(member.joined_on))
    riet = known.get(number=PLACES["lid"][0])
    moved = timezone.now() - datetime.timedelta(days=MOVED_DAYS_AGO)
    changes = {"street": ["Touwbaan 3 II", riet.street], "language": ["en", "nl"]}
    happened(riet, MemberEvent.Kind.CHANGED, moved, changes, "Verhuisd binnen de buurt.")
    suspended = Member.objects.filter(suspended_on__isnull=False)
    for member in suspended:
        when = at(member.suspended_on or member.joined_on)
        happened(member, MemberEvent.Kind.SUSPENDED, when, reason=member.suspension_reason)


def happened(
    member: Member,
    kind: MemberEvent.Kind,
    when: datetime.datetime,
    changes: dict[str, list[str]] | None = None,
    reason: str = "",
) -> None:
    MemberEvent.objects.create(
        member=member, kind=kind, at=when, by=SECRETARY, changes=changes or {}, reason=reason
    )


def at(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(10, 30)))


def choose_mail() -> None:
    """The chair wants results once a day, the treasurer no reminders."""
    for key, wish in (
        ("voorzitter", {RESULTS: How.DAILY}),
        ("penningmeester", {RESULTS: How.NOW, REMINDERS: How.NONE}),
    ):
        choose(user=User.objects.get(email=f"{key}@{DOMAIN}"), wishes=wish)
