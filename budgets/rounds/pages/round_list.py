"""The list of the budget rounds."""

from dataclasses import dataclass

from budgets.rounds.models import Round
from budgets.rounds.pages.visible import opened_votes, readable_rounds
from governance.ballots.models import Poll
from governance.members.access.visitor import Visitor
from governance.members.models import Neighbourhood


@dataclass(frozen=True)
class RoundCard:
    """`poll`: an open vote of the round if there is one, otherwise the last one to close."""

    title: str
    url: str
    amount: int
    currency: str
    neighbourhood: Neighbourhood | None
    poll: Poll | None


@dataclass(frozen=True)
class RoundListPage:
    open: list[RoundCard]
    planned: list[RoundCard]
    past: list[RoundCard]


def round_list_page(visitor: Visitor) -> RoundListPage:
    # Three queries, however many rounds, envelopes and votes there are.
    cards = [round_card(each, visitor) for each in readable_rounds(visitor)]
    voted = [(each.poll, each) for each in cards if each.poll]
    voted.sort(key=lambda pair: pair[0].closes_at, reverse=True)
    return RoundListPage(
        open=[card for poll, card in voted if poll.running],
        planned=[card for card in cards if card.poll is None],
        past=[card for poll, card in voted if not poll.running],
    )


def round_card(round_: Round, visitor: Visitor) -> RoundCard:
    envelopes = list(round_.envelopes.all())
    only = envelopes[0] if len(envelopes) == 1 else None
    polls = [votes[-1].poll for each in envelopes if (votes := opened_votes(each, visitor))]
    poll = max(polls, key=lambda one: (one.running, one.closes_at), default=None)
    return RoundCard(
        title=round_.title,
        url=poll.get_absolute_url() if poll and only else round_.get_absolute_url(),
        amount=sum(envelope.amount for envelope in envelopes),
        currency=round_.currency,
        neighbourhood=only.neighbourhood if only else None,
        poll=poll,
    )
