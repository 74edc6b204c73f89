"""What the ballot box keeps of people."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.ballots.actions.retention import KEPT, due, forget_names, names_due, purge
from governance.ballots.actions.told import BEGINNING
from governance.ballots.models import AuditEvent, Choice, Poll, ProxyGrant, RollEntry
from governance.members import processing, retention, traces
from governance.members.access.actor import Actor
from governance.members.processing import Processing
from governance.members.retention import Kept, Rule
from governance.members.traces import Person, Trace
from governance.notifications import privacy as mails

RULES = [
    Rule(
        key="ballots",
        what=_("Ballots, and who took part, of votes long past"),
        why=_("A decision can be annulled until a year after it became known (BW 2:15 lid 5)."),
        kept=Kept(number=KEPT.days, words=_("13 months after the vote closed")),
        due=lambda cutoff: Poll.objects.filter(due(cutoff)),
        act=lambda polls: sum(purge(poll=poll, by=Actor.clock()) for poll in polls),
        batch=1,
    ),
    Rule(
        key="roll_names",
        what=_("Names of erased former members on the rolls of votes whose ballots are gone"),
        why=_("Then the roll proves nothing any more (GDPR art. 5 lid 1 e)."),
        kept=Kept(words=_("as long as the ballots")),
        due=lambda _cutoff: names_due(),
        act=forget_names,
    ),
]


def on_rolls(person: Person, *, proves: bool) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(member=person.member, poll__purged_at__isnull=proves)


def take_off_old_rolls(person: Person) -> None:
    """On rolls that prove nothing any more the name becomes the pseudonym."""
    on_rolls(person, proves=False).update(name=person.pseudonym)


def coming_proxies(person: Person) -> QuerySet[ProxyGrant]:
    drafts = ProxyGrant.objects.filter(poll__state=Poll.State.DRAFT)
    return drafts.filter(principal=person.member) | drafts.filter(holder=person.member)


def acts_in_votes(person: Person) -> QuerySet[AuditEvent]:
    number = person.member.number
    return AuditEvent.objects.filter(Q(by_number=number) | Q(detail__entered_by__number=number))


TRACES = [
    Trace(
        key="old_rolls",
        what=_("Their name on the rolls of votes whose ballots are gone"),
        rows=lambda person: [on_rolls(person, proves=False)],
        erase=take_off_old_rolls,
    ),
    Trace(
        key="coming_proxies",
        what=_("Proxies for votes to come"),
        rows=lambda person: [coming_proxies(person)],
        erase=lambda person: coming_proxies(person).delete(),
    ),
    Trace(
        key="rolls",
        what=_("Their name on the rolls of votes of the last 13 months"),
        rows=lambda person: [on_rolls(person, proves=True)],
        stays=True,
        why=_(
            "The roll proves who could vote, as long as a decision can be annulled (BW 2:13 and "
            "2:15). After that the name goes too."
        ),
        columns=("ballots_rollentry.name",),
    ),
    Trace(
        key="candidates",
        what=_("Their name as a candidate in an election"),
        rows=lambda person: [Choice.objects.filter(person.written_in("label"))],
        stays=True,
        why=_(
            "Who stood and who was elected belongs to the decision, and was published (BW 2:37)."
        ),
        columns=(
            *("ballots_choice.label", "ballots_choice.key", "ballots_poll.question"),
            *("ballots_poll.explanation", "ballots_poll.frozen", "ballots_poll.rules"),
            *("ballots_tally.result", "ballots_ballot.body"),
        ),
    ),
    Trace(
        key="chain",
        what=_("Their name with what they did in a vote: opened it, objected, entered papers"),
        rows=lambda person: [acts_in_votes(person)],
        stays=True,
        why=_("The record of a vote proves that it went well, and cannot be changed (BW 2:13)."),
        columns=(
            *("ballots_auditevent.by_name", "ballots_auditevent.detail"),
            *("ballots_committeekey.made_by_name", "ballots_committeekey.rehearsed_by_name"),
            *("ballots_committeekey.retired_by_name", "ballots_committeekey.label"),
        ),
    ),
]
PROCESSINGS = [
    Processing(
        key="votes",
        purpose=_("Holding votes and elections"),
        people=_("Members on the roll of a vote, candidates, the counting committee"),
        data=_(
            "Name, number and votes on the roll, whether a ballot was cast, proxies, ballots (in a "
            "secret vote without a name), the results and the record of what happened."
        ),
        ground=_("Asked by law: members decide (BW 2:38; GDPR art. 6 lid 1 c)."),
        recipients=_(
            "Members see the results; chair, secretary and counting committee see the roll. Public "
            "votes: everybody sees the result."
        ),
        security=_(
            "In a secret vote nothing stored leads from a voter to a ballot. The database refuses "
            "changes, and a chain of events shows them."
        ),
        rules=("ballots", "roll_names"),
        kept=_("Results and the record of a vote stay for ever (BW 2:10)."),
        tables=(
            *("ballots.RollEntry", "ballots.Participation", "ballots.Ballot", "ballots.Link"),
            *("ballots.ProxyGrant", "ballots.AuditEvent", "ballots.PaperBatch"),
            *("ballots.PaperVoter", "ballots.PaperBallot", "ballots.CommitteeKey"),
        ),
    ),
]


def declare() -> None:
    mails.lasts(BEGINNING)
    retention.register(*RULES)
    traces.register(*TRACES)
    processing.register(*PROCESSINGS)
