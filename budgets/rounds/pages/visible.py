"""What a visitor may read of the rounds."""

from budgets.rounds.models import BudgetPoll, Envelope, Round
from budgets.rounds.models.rounds import RoundQuerySet
from governance.ballots.models.states import State
from governance.members.access.visitor import Visitor
from governance.members.roles import Role

# Roles that may read the draft of a vote.
PREPARE = {Role.CHAIR, Role.SECRETARY, Role.COUNTING}


def readable_rounds(visitor: Visitor, *, counts: bool = False) -> RoundQuerySet:
    rounds: RoundQuerySet = Round.objects.with_votes(counts=counts)
    return rounds if visitor.member or prepares_votes(visitor) else rounds.filter(public=True)


def opened_votes(envelope: Envelope, visitor: Visitor) -> list[BudgetPoll]:
    """The votes that this visitor may read, the last one last. Expects them sorted by number."""
    reads = visitor.member or prepares_votes(visitor)
    votes = [vote for vote in envelope.votes.all() if vote.poll.public or reads]
    return [vote for vote in votes if vote.poll.state != State.DRAFT]


def prepares_votes(visitor: Visitor) -> bool:
    return bool(visitor.roles & PREPARE)


def current_vote(envelope: Envelope, visitor: Visitor) -> BudgetPoll | None:
    """The last vote on an envelope; if there is none, a draft for those who prepare it."""
    votes = opened_votes(envelope, visitor)
    if not votes and prepares_votes(visitor):
        votes = list(envelope.votes.all())
    return votes[-1] if votes else None


def only_vote(round_: Round, visitor: Visitor) -> BudgetPoll | None:
    envelopes = list(round_.envelopes.all())
    return current_vote(envelopes[0], visitor) if len(envelopes) == 1 else None
