"""Applicants for membership of De Drie Bruggen, in every state, and their questions."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from governance.joining import codes
from governance.joining.models import Application, Invitation, Question
from governance.members.actions import register
from governance.members.models import Member, MemberEvent, Neighbourhood, RegisterSettings
from wijkstem.demo.people import PRINCIPAL, address, holder_of

State = Application.State
WELCOME = (
    "Leuk dat u lid wilt worden van De Drie Bruggen. Wie in de wijk woont of werkt, is welkom. "
    "Het bestuur bekijkt elke aanvraag, meestal binnen twee weken."
)
WELCOME_EN = (
    "Good that you want to become a member of De Drie Bruggen. Everybody who lives or works here "
    "is welcome. The board looks at every application, mostly within two weeks."
)
QUESTIONS = [
    ("Hoe hebt u van ons gehoord?", "How did you hear of us?", "line", False),
    ("Wat zou u graag in de wijk doen?", "What would you like to do here?", "text", False),
    (
        "Ik onderschrijf de doelen van de coöperatie.",
        "I support the aims of the co-operative.",
        "yes_no",
        True,
    ),
]
TOLD = [question[0] for question in QUESTIONS]


@dataclass(frozen=True)
class Applicant:
    # `answers` to the first two questions; days count back from today.

    name: str
    state: Application.State
    days: int
    where: str
    street: str
    answers: tuple[str, str] = ("", "")
    kind: str = "resident"
    language: str = "nl"
    consent: bool = True
    reason: str = ""
    email: str = field(default="")


APPLICANTS = [
    Applicant(
        "Fenna Hoekstra",
        State.WAITING,
        4,
        "Havenbuurt",
        "Sluiskade 14",
        ("Van mijn buurvrouw Riet", "Helpen in de moestuin, op zaterdag."),
    ),
    Applicant(
        "Omar Haddad",
        State.WAITING,
        2,
        "Molenkwartier",
        "Korenpad 3",
        ("Van het bord bij De Sluis", ""),
        consent=False,
    ),
    Applicant(
        PRINCIPAL[1],
        State.WAITING,
        1,
        PRINCIPAL[2],
        "Wiekenlaan 7",
        ("Ik ben al jaren lid, maar wil nu ook per e-mail", ""),
        email="cor.verhoeven@post.example",
    ),
    Applicant(
        "Fietsenmakerij De Trapper",
        State.WAITING,
        1,
        "Havenbuurt",
        "Havenstraat 80",
        ("", "Fietsen van buren opknappen."),
        kind="organisation",
    ),
    Applicant("Lucy Marsh", State.UNCONFIRMED, 0, "Tuindorp-Oost", "Rozenhof 21", language="en"),
    Applicant(
        "Bas van Tol",
        State.DECLINED,
        16,
        "Havenbuurt",
        "Kanaalweg 210, Oudwater",
        ("Van internet", "Meestemmen over het badhuis."),
        reason="U woont en werkt niet in ons gebied. Volgens artikel 4 van de statuten is dat wel "
        "nodig. U kunt wel steunlid worden: dan denkt u mee, zonder stem.",
    ),
    Applicant("Ilse Brandt", State.WITHDRAWN, 9, "Tuindorp-Oost", "Tulpstraat 5"),
]


@transaction.atomic
def apply() -> int:
    settings = RegisterSettings.load()
    settings.welcome, settings.welcome_en = WELCOME, WELCOME_EN
    settings.save()
    for order, (text, text_en, kind, required) in enumerate(QUESTIONS, start=1):
        Question.objects.create(
            text=text, text_en=text_en, kind=kind, required=required, order=order
        )
    Application.objects.bulk_create(one(applicant) for applicant in APPLICANTS)
    admit_the_newest()
    write_a_letter()
    return len(APPLICANTS) + 1


def one(applicant: Applicant) -> Application:
    at = timezone.now() - datetime.timedelta(days=applicant.days, hours=3)
    later = at + datetime.timedelta(hours=2)
    decided = applicant.state == State.DECLINED
    answers = [[question, said] for question, said in zip(TOLD, applicant.answers, strict=False)]
    return Application(
        state=applicant.state,
        name=applicant.name,
        email=applicant.email or address(applicant.name),
        kind_id=applicant.kind,
        neighbourhood=Neighbourhood.objects.get(name=applicant.where),
        street=applicant.street,
        postal_code="3456 AB",
        town="Veerdam",
        language=applicant.language,
        email_consent=applicant.consent,
        answers=[pair for pair in answers if pair[1]] + [[TOLD[2], True]],
        submitted_at=at,
        confirmed_at=None if applicant.state == State.UNCONFIRMED else later,
        withdrawn_at=later if applicant.state == State.WITHDRAWN else None,
        decided_at=later + datetime.timedelta(days=5) if decided else None,
        reason=applicant.reason,
        **(holder_of("secretaris").columns("decided_by") if decided else {}),
    )


def admit_the_newest() -> None:
    member = Member.objects.select_related("user").filter(left_on=None).latest("number")
    joined = datetime.datetime.combine(
        member.joined_on, datetime.time(12), timezone.get_current_timezone()
    )
    Application.objects.create(
        state=State.ACCEPTED,
        name=member.name,
        email=(member.user and member.user.email) or address(member.name),
        kind=member.kind,
        neighbourhood=member.neighbourhood,
        street="Molenstraat 1",
        postal_code="3456 AA",
        town="Veerdam",
        answers=[[TOLD[0], "Bij het zomerfeest"], [TOLD[2], True]],
        submitted_at=joined - datetime.timedelta(days=6),
        confirmed_at=joined - datetime.timedelta(days=6),
        decided_at=joined,
        member=member,
        **holder_of("secretaris").columns("decided_by"),
    )


def write_a_letter() -> None:
    # Cor Verhoeven, who has no e-mail address, got a letter last week. Its code is not stored.
    member = Member.objects.get(number=PRINCIPAL[0])
    at = timezone.now() - datetime.timedelta(days=7)
    Invitation.objects.create(
        member=member,
        digest=codes.digest(codes.new()),
        made_at=at,
        expires_at=at + datetime.timedelta(days=60),
        **holder_of("secretaris").columns(),
    )
    event = register.note(member, MemberEvent.Kind.INVITED, by=holder_of("secretaris"))
    MemberEvent.objects.filter(pk=event.pk).update(at=at)
