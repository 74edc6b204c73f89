"""What straw polls keep of people."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from content.straw.models import Vote
from governance.members import own_data, processing, traces
from governance.members.own_data import Part, Row
from governance.members.processing import Processing
from governance.members.traces import Person, Trace


def own_votes(who: own_data.Person) -> Iterator[Row]:
    for vote in Vote.objects.filter(user=who.user).select_related("question", "choice"):
        yield {
            "poll": vote.question.slug,
            "question": vote.question.text,
            "choice": vote.choice.text,
        }


def votes_of(person: Person) -> QuerySet[Vote]:
    user = person.member.user
    return Vote.objects.filter(user=user) if user else Vote.objects.none()


PART = Part(
    name="straw_votes",
    about=_("Your answers in straw polls, which are by name."),
    rows=own_votes,
    models=("straw.Vote",),
)
TRACE = Trace(
    key="straw_votes",
    what=_("What they chose in straw polls"),
    rows=lambda person: [votes_of(person)],
    erase=lambda person: votes_of(person).delete(),
)
PROCESSING = Processing(
    key="straw",
    purpose=_("Asking what people think in straw polls"),
    people=_("Everybody who takes part"),
    data=_("Who chose what."),
    ground=_("They take part because they want to (GDPR art. 6 lid 1 a)."),
    recipients=_("Everybody sees the numbers; nobody sees a name."),
    security=_("One vote for each login."),
    kept=_("As long as the straw poll, and the login of who took part."),
    tables=("straw.Vote",),
)


def declare() -> None:
    own_data.register(PART)
    traces.register(TRACE)
    processing.register(PROCESSING)
