"""Instant runoff: the last one drops out until somebody has more than half."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots.kinds.election import rounds
from governance.ballots.kinds.election.figures import Fact, answer, held, majority_of_valid
from governance.ballots.kinds.election.methods import EARLIER_ROUNDS, Method
from governance.ballots.kinds.election.ties import same_votes_in_round
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.rules import irv
from governance.rules.election import Election


def steps(seats: int) -> list[str]:
    return [
        _("Every ballot counts for its first choice."),
        _("Whoever has more than half of the votes that still count is elected."),
        _(
            "Has nobody that many? Then the one with the fewest votes drops out. Those ballots go "
            "to the next on them that is still there. A ballot with nobody left no longer counts."
        ),
        _("This is repeated until somebody has more than half."),
    ]


def reason(result: Election, name: str) -> str:
    return _("%(name)s ended with %(votes)s of the %(all)s votes that still counted.") % {
        "name": name,
        "votes": held(result, result.winners[0]),
        "all": sum(result.stages[-1].totals),
    }


def facts(result: Election) -> list[Fact]:
    """The two majorities, which in law differ."""
    winner, last = result.winners[0], result.stages[-1]
    continuing = answer(
        result.majority_of_continuing(winner), held(result, winner), sum(last.totals)
    )
    return [
        (_("More than half of the votes that still counted"), continuing),
        majority_of_valid(result),
        (_("Ballots that no longer counted at the end"), str(last.nontransferable)),
    ]


METHOD = Method(
    rule=irv,
    shape=RANKING,
    place=30,
    label=gettext_lazy("In rounds, until one has more than half (one place only)"),
    summary=gettext_lazy(
        "In rounds (instant-runoff): somebody needs more than half of the votes. As long as nobody "
        "has that, the last one drops out."
    ),
    steps=steps,
    tie_break=EARLIER_ROUNDS,
    equal=same_votes_in_round,
    reason=reason,
    facts=facts,
    story=rounds.story,
    tables=rounds.rounds_table,
    most_seats=1,
    in_full="instant-runoff voting",
    two_majorities=True,
)
