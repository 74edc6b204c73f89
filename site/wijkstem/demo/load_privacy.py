"""Past and future roles, a former member whose details were erased, and the daily deletion."""

import datetime

from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions import erasure, register
from governance.members.actions import terms as term_actions
from governance.members.models import Member, RegisterExport, RetentionRun, Term, TermEvent, User
from governance.members.roles import Role
from governance.rules.membership import MembershipStatus
from wijkstem.demo.people import day, holder_of
from wijkstem.demo.roles import DOMAIN, ROLES

GROUNDS = {
    Role.CHAIR: "ALV, punt 7: verkiezing van het bestuur",
    Role.SECRETARY: "ALV, punt 7: verkiezing van het bestuur",
    Role.TREASURER: "ALV, punt 8: benoeming penningmeester",
    Role.COUNTING: "ALV, punt 9: stemcommissie",
    Role.EDITOR: "Bestuursbesluit",
}
# In how many days a term ends.
ENDS = {Role.TREASURER: 41, Role.CHAIR: 595, Role.SECRETARY: 595}
# Member number, role, first and last day from today, and who appointed them.
OTHERS = [
    (12, Role.CHAIR, -1600, -501, "Oprichtingsvergadering"),
    (21, Role.TREASURER, -1600, -501, "Oprichtingsvergadering"),
    (24, Role.COUNTING, -500, None, "ALV, punt 9: stemcommissie"),
    (35, Role.TREASURER, 42, 42 + 1095, "ALV, punt 6: benoeming nieuwe penningmeester"),
    (9, Role.ADMINISTRATOR, -1200, None, "Bestuursbesluit"),
]
# Number of a former member who asked that their details be erased.
ASKED = 33


def load_privacy() -> int:
    today = timezone.localdate()
    record_grounds(today)
    for number, role, first, last, grounds in OTHERS:
        user = user_of(number)
        if user:
            term_actions.appoint(
                user=user,
                role=role,
                by=Actor.command("load_demo"),
                begins_on=day(today, -first),
                ends_on=None if last is None else day(today, -last),
                grounds=grounds,
            )
    date_events(today)
    run_retention()
    return Term.objects.count()


def date_events(today: datetime.date) -> None:
    # As if the secretary had written each term down after the assembly that appointed.
    secretary = holder_of("secretaris")
    for event in TermEvent.objects.all():
        term = Term.objects.get(user=event.user, role=event.role, begins_on=event.first_day)
        evening = min(event.first_day, today - datetime.timedelta(days=3))
        event.at = timezone.make_aware(datetime.datetime.combine(evening, datetime.time(21, 40)))
        event.by_id, event.by_name = secretary.user_id, secretary.name
        event.reason, event.last_day = term.grounds, term.ends_on
        event.save()


def record_grounds(today: datetime.date) -> None:
    for role in ROLES:
        if role.key in Role:
            terms = Term.objects.filter(user__email=role.email, role=role.key)
            terms.update(grounds=GROUNDS.get(Role(role.key), "Bestuursbesluit"))
            if Role(role.key) in ENDS:
                terms.update(ends_on=day(today, -ENDS[Role(role.key)]))


def user_of(number: int) -> User | None:
    member = Member.objects.filter(number=number, left_on=None).first()
    if member is None:
        return None
    if member.user is None:
        register.change(member=member, by=Actor.command("load_demo"), email=f"lid{number}@{DOMAIN}")
        member.refresh_from_db()
    return member.user


def run_retention() -> None:
    now, secretary = timezone.now(), holder_of("secretaris")
    for days in (200, 12):
        RegisterExport.objects.create(
            at=now - datetime.timedelta(days=days),
            form="xlsx",
            rows=245,
            columns=["number", "name", "street", "postal_code", "town"],
            choice="alle leden",
            **secretary.columns(),
        )
    for days, counts in ((2, {"sessions": 3}), (1, {"mails": 12, "tasks": 40})):
        at = now - datetime.timedelta(days=days)
        RetentionRun.objects.create(
            at=at, moment=at, counts=counts, finished_at=at, **Actor.clock().columns()
        )
    left = Member.objects.with_status(MembershipStatus.LEFT, timezone.localdate())
    member = left.filter(number=ASKED, erased_on=None).first()
    if member:
        erasure.erase(member=member, by=secretary, reason="Verzoek per brief")
