"""Approval: everybody ticks all that are fine by them, and the most ticks win."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots.kinds.election import totals
from governance.ballots.kinds.election.figures import held
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.election.methods.plurality import most_votes_win
from governance.ballots.kinds.shapes.several import SEVERAL
from governance.rules import approval
from governance.rules.election import Election


def steps(seats: int) -> list[str]:
    return [_("Everything that is ticked on a ballot gets one vote."), most_votes_win(seats)]


def reason(result: Election, name: str) -> str:
    if result.seats > 1:
        return _("They have the most votes.")
    words = {"name": name, "votes": held(result, result.winners[0]), "valid": result.valid}
    return _("%(name)s was ticked on %(votes)s of the %(valid)s valid ballots.") % words


METHOD = Method(
    rule=approval,
    shape=SEVERAL,
    place=20,
    label=gettext_lazy("Approval: everybody ticks all that are fine by them"),
    summary=gettext_lazy("Approval: whoever is ticked most often is elected."),
    steps=steps,
    reason=reason,
    bars=totals.bars_of_ballots,
    tables=totals.votes_table,
    in_full="approval voting, most approvals",
    first="The approvals are counted. A ballot can approve several candidates.",
)
