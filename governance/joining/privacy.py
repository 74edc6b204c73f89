"""What applying and inviting keeps of people."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.joining.actions.retention import (
    applications_due,
    invitations_due,
    purge_applications,
    purge_invitations,
)
from governance.joining.models import Application, Invitation
from governance.members import processing, retention, traces
from governance.members.models import RegisterSettings
from governance.members.processing import Processing
from governance.members.retention import Kept, Rule
from governance.members.traces import Person, Trace


def applications(person: Person) -> QuerySet[Application]:
    mine = Q(member=person.member)
    for email in person.emails:
        mine |= Q(email__iexact=email)
    return Application.objects.filter(mine)


def staying(person: Person) -> QuerySet[Application]:
    """Where members are liable, the one by which they joined stays for 10 years (BW 2:61)."""
    if RegisterSettings.load().has_liability:
        return applications(person).filter(state=Application.State.ACCEPTED)
    return Application.objects.none()


def going(person: Person) -> QuerySet[Application]:
    if RegisterSettings.load().has_liability:
        return applications(person).exclude(state=Application.State.ACCEPTED)
    return applications(person)


def decisions(person: Person) -> list[QuerySet[Any, Any]]:
    user = person.member.user
    if user is None:
        return []
    return [Application.objects.filter(decided_by=user), Invitation.objects.filter(by=user)]


def take_out(person: Person) -> None:
    going(person).delete()
    Invitation.objects.filter(member=person.member).delete()
    for one in Application.objects.filter(person.written_in("reason")):  # of others
        one.reason = person.blot(one.reason)
        one.save(update_fields=["reason"])


RULES = [
    Rule(
        key="applications",
        what=_("Applications that came to nothing, and those of who has been erased"),
        why=_("They are not needed any more (GDPR art. 5 lid 1 e); with liability BW 2:61."),
        kept=Kept(words=_("as the settings of the register say")),
        due=applications_due,
        sweep=purge_applications,
    ),
    Rule(
        key="invitations",
        what=_("Letters with a code that let nobody in any more"),
        why=_("They cannot be used any more."),
        kept=Kept(words=_("30 days")),
        due=invitations_due,
        sweep=purge_invitations,
    ),
]
"""By the settings each kind of application has a term of its own: so their queries work it out."""


def declare() -> None:
    retention.register(*RULES)
    traces.register(
        Trace(
            key="applications",
            what=_("Their applications for membership, and letters with a code"),
            rows=lambda person: [
                going(person),
                Invitation.objects.filter(member=person.member),
            ],
            erase=take_out,
        ),
        Trace(
            key="decisions",
            what=_("Their name with what they decided on applications, and letters they made"),
            rows=decisions,
            stays=True,
            why=_("Who decided in a role can be answered for (BW 2:33)."),
            columns=("joining_application.decided_by_name", "joining_invitation.by_name"),
        ),
        Trace(
            key="application_kept",
            what=_("The application by which they became a member"),
            rows=lambda person: [staying(person)],
            stays=True,
            why=_("Where members are liable it is kept for 10 years (BW 2:61)."),
            columns=tuple(
                f"joining_application.{name}"
                for name in ("name", "email", "street", "answers", "reason", "decided_by_name")
            ),
        ),
    )
    processing.register(
        Processing(
            key="joining",
            purpose=_("Applications for membership and letters that let members in"),
            people=_("Applicants and members without a login"),
            data=_("Name, address, e-mail address, answers, and what the board decided."),
            ground=_("They ask for it themselves (BW 2:33; GDPR art. 6 lid 1 b)."),
            recipients=_("The board."),
            security=_("Of a code only a digest is kept. It works once."),
            rules=("applications", "invitations"),
            kept=_("Where members are liable, accepted applications 10 years (BW 2:61)."),
            tables=("joining.Application", "joining.Invitation"),
        )
    )
