"""What the register keeps of people: for how long, where, and why."""

import datetime

from allauth.account.app_settings import EMAIL_CONFIRMATION_EXPIRE_DAYS
from allauth.account.models import EmailConfirmation
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members import processing, retention, traces
from governance.members.access.actor import Actor
from governance.members.actions.erasure import erase_due
from governance.members.actions.imports import KEPT, imports_due, purge_imports
from governance.members.actions.sessions import forget_sessions
from governance.members.models import (
    ImportRow,
    Member,
    MemberEvent,
    RegisterExport,
    Term,
    TermEvent,
)
from governance.members.processing import Processing
from governance.members.retention import Kept, Rule, Unit
from governance.members.traces import Person, Trace
from governance.rules.membership import MembershipStatus

MEMBERSHIP = _(
    "Needed for the membership itself (GDPR art. 6 lid 1 b) and asked by law (BW 2:33-36)."
)
BOARD = _("The secretary; the rest of the board as far as their task asks it.")
NOT_SHARED = _("Nobody outside the co-operative.")


def former_due(cutoff: datetime.datetime) -> QuerySet[Member]:
    day = timezone.localdate(cutoff)
    return Member.objects.with_status(MembershipStatus.LEFT, day).filter(erased_on=None)


RULES = [
    Rule(
        key="former_members",
        what=_("Details of former members: only number, kind, neighbourhood and dates remain"),
        why=_("They are not needed any more (GDPR art. 5 lid 1 e and art. 17)."),
        kept=Kept(unit=Unit.MONTHS, setting="keep_former_members"),
        due=former_due,
        act=lambda rows: erase_due(rows, by=Actor.clock()),
        batch=50,
    ),
    Rule(
        key="exports",
        what=_("The log of copies of the register"),
        why=_("Who took a copy can be answered for as long (BW 2:10; GDPR art. 5 lid 2)."),
        kept=Kept(unit=Unit.MONTHS, setting="keep_exports"),
        due=lambda cutoff: RegisterExport.objects.filter(at__lte=cutoff),
    ),
    Rule(
        key="sessions",
        what=_("Sign-ins that have ended by themselves"),
        why=_("They let nobody in any more."),
        kept=Kept(number=0, words=_("at most twelve hours")),
        due=lambda cutoff: Session.objects.filter(expire_date__lt=cutoff),
        sweep=forget_sessions,
    ),
    Rule(
        key="imports",
        what=_("Lists of members that were brought in, or left lying"),
        why=_("They are not needed any more (GDPR art. 5 lid 1 e)."),
        kept=Kept(number=KEPT.days),
        due=imports_due,
        sweep=purge_imports,
    ),
    Rule(
        key="confirmations",
        what=_("Codes that confirm an e-mail address and were not used"),
        why=_("They cannot be used any more."),
        kept=Kept(number=EMAIL_CONFIRMATION_EXPIRE_DAYS),
        due=lambda cutoff: EmailConfirmation.objects.filter(Q(sent=None) | Q(sent__lte=cutoff)),
    ),
]


def acts_of(person: Person) -> QuerySet[MemberEvent]:
    """What this person did to the details of others, in a role."""
    if person.member.user is None:
        return MemberEvent.objects.none()
    return MemberEvent.objects.exclude(member=person.member).filter(by=person.member.user)


TRACES = [
    # the action itself erases these three
    Trace(key="details", what=_("Name, address, language, and why they left or were suspended")),
    Trace(key="login", what=_("The e-mail address and everything with which they sign in")),
    Trace(
        key="history",
        what=_("What was changed in their details, and the reasons given"),
        rows=lambda person: [MemberEvent.objects.filter(member=person.member)],
    ),
    Trace(
        key="number",
        what=_("Member number, kind, neighbourhood, and the dates of joining and leaving"),
        stays=True,
        why=_("The co-operative must be able to show who was a member (BW 2:10)."),
    ),
    Trace(
        key="terms",
        what=_("Terms of office, without the name"),
        rows=lambda person: [
            Term.objects.filter(user__member=person.member),
            TermEvent.objects.filter(user__member=person.member),
        ],
        stays=True,
        why=_("Who acted for the co-operative, and when, stays known for 7 years (BW 2:10)."),
    ),
    Trace(
        key="acts",
        what=_("Their name with what they did to the details of others in a role"),
        rows=lambda person: [acts_of(person)],
        stays=True,
        why=_("Who changed the register can be answered for (GDPR art. 5 lid 2; BW 2:10)."),
        columns=(
            *("members_memberevent.by_name", "members_termevent.by_name"),
            *("members_registerexport.by_name", "members_registerimport.by_name"),
            "members_retentionrun.by_name",
        ),
    ),
    Trace(
        key="imports",
        what=_("A list of members that is being brought in right now"),
        rows=lambda _person: [ImportRow.objects.none()],
        stays=True,
        why=_("It is thrown away within days."),
        columns=("members_importrow.values", "members_importrow.problems"),
    ),
]
PROCESSINGS = [
    Processing(
        key="register",
        purpose=_("Keeping the register of members"),
        people=_("Members and former members"),
        data=_(
            "Number, name, address, kind, neighbourhood, language, dates of joining and leaving, "
            "suspension with its reason, and what was changed when by whom."
        ),
        ground=MEMBERSHIP,
        recipients=BOARD,
        security=_(
            "Only the roles named on the page of roles see it. Every change is written down."
        ),
        rules=("former_members",),
        tables=("members.Member", "members.MemberEvent", "members.RetentionRun"),
    ),
    Processing(
        key="copies",
        purpose=_("Bringing lists of members in, and taking copies"),
        people=_("Members"),
        data=_("What stands in the list or the copy."),
        ground=MEMBERSHIP,
        recipients=BOARD,
        security=_("Lists are thrown away once they are brought in. Every copy is written down."),
        rules=("exports",),
        tables=("members.RegisterImport", "members.ImportRow", "members.RegisterExport"),
    ),
    Processing(
        key="login",
        purpose=_("Letting people sign in"),
        people=_("Everybody with a login"),
        data=_("E-mail address, name, keys of devices, and whether they are signed in."),
        ground=MEMBERSHIP,
        recipients=NOT_SHARED,
        security=_(
            "There are no passwords: a code goes to the e-mail address. Codes last ten minutes."
        ),
        rules=("sessions", "confirmations"),
        kept=_("The login as long as the membership or the role."),
        tables=("members.User",),
    ),
    Processing(
        key="offices",
        purpose=_("Knowing who holds which role"),
        people=_("Those who hold or held a role"),
        data=_("Name, role, first and last day, and who appointed them."),
        ground=_("Asked by law: the assembly appoints the board (BW 2:37; GDPR art. 6 lid 1 c)."),
        recipients=_("Members see who holds which role."),
        security=_(
            "Secretary and administrator write it down; nobody gives themselves power alone."
        ),
        kept=_(
            "7 years after the end (BW 2:10); the name goes with the details of a former member."
        ),
        tables=("members.Term", "members.TermEvent"),
    ),
]


def declare() -> None:
    """The pages tell what was declared last first: the register before what leans on it."""
    retention.register(*reversed(RULES))
    traces.register(*reversed(TRACES))
    processing.register(*reversed(PROCESSINGS))
