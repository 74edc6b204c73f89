"""Putting the invented people in the register, and giving them their logins."""

import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from governance.members.access.actor import Actor
from governance.members.actions import terms
from governance.members.models import Member, Neighbourhood, User
from governance.members.roles import Role
from wijkstem.demo.people import NEIGHBOURHOODS, Person, day
from wijkstem.demo.roles import ROLES

TERM_BEGAN = 500
"""Days ago that those with a role in the demo were appointed."""


def make_neighbourhoods() -> dict[str, Neighbourhood]:
    return {
        name: Neighbourhood.objects.get_or_create(
            name=name, defaults={"slug": slugify(name), "order": order}
        )[0]
        for order, name in enumerate(NEIGHBOURHOODS, start=1)
    }


@transaction.atomic
def enrol(people: list[Person], today: datetime.date, days_ago: int) -> None:
    """Brings the register to where it was that many days ago. It only goes forward: so every
    vote of the past has the roll of its day."""
    neighbourhoods = make_neighbourhoods()
    there = set(Member.objects.values_list("number", flat=True))
    Member.objects.bulk_create(
        Member(
            number=person.number,
            name=person.name,
            kind_id=person.kind,
            neighbourhood=neighbourhoods[person.neighbourhood],
            joined_on=day(today, person.joined),
        )
        for person in people
        if person.joined > days_ago and person.number not in there
    )
    for person in people:
        member = Member.objects.filter(number=person.number)
        if person.left is not None and person.left > days_ago:
            member.update(left_on=day(today, person.left))
        if person.suspended is not None and person.suspended > days_ago:
            member.update(
                suspended_on=day(today, person.suspended), suspension_reason=person.reason
            )


@transaction.atomic
def give_logins(people: list[Person]) -> int:
    """A user for everybody with an e-mail address, and the roles of those who have one."""
    there = set(User.objects.values_list("email", flat=True))
    erased = set(Member.objects.exclude(erased_on=None).values_list("number", flat=True))
    there_not = [person for person in people if person.number not in erased]
    new = {one.email: one for one in there_not if one.email and one.email not in there}
    User.objects.bulk_create(
        User(
            email=email,
            first_name=person.name.partition(" ")[0],
            last_name=person.name.partition(" ")[2][:150],
            language=person.language,
            password=make_password(None),
        )
        for email, person in new.items()
    )
    users = {user.email: user for user in User.objects.all()}
    for email, person in new.items():
        Member.objects.filter(number=person.number).update(user=users[email])
    for role in ROLES:
        if role.key in Role and role.email in new:
            terms.appoint(
                user=users[role.email],
                role=Role(role.key),
                by=Actor.command("load_demo"),
                begins_on=day(timezone.localdate(), TERM_BEGAN),
            )
    return len(new)
