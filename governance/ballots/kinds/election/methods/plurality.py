"""Plurality: everybody chooses one, and the most votes win."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.ballots.kinds.election import totals
from governance.ballots.kinds.election.figures import Fact, held, majority_of_valid
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.shapes.one import ONE
from governance.rules import plurality
from governance.rules.election import Election


def steps(seats: int) -> list[str]:
    return [_("Every ballot is one vote."), most_votes_win(seats)]


def most_votes_win(seats: int) -> str:
    return ngettext(
        "The one with the most votes is elected. More than half is not needed.",
        "The %(seats)s with the most votes are elected. More than half is not needed.",
        seats,
    ) % {"seats": seats}


def reason(result: Election, name: str) -> str:
    if result.seats > 1:
        return _("They have the most votes.")
    words = {"name": name, "votes": held(result, result.winners[0]), "valid": result.valid}
    return _("%(name)s has %(votes)s of the %(valid)s valid votes.") % words


def facts(result: Election) -> list[Fact]:
    return [majority_of_valid(result)] if result.seats == 1 else []


METHOD = Method(
    rule=plurality,
    shape=ONE,
    place=10,
    label=gettext_lazy("Most votes: everybody chooses one"),
    summary=gettext_lazy("Most votes: whoever is chosen most often is elected."),
    steps=steps,
    reason=reason,
    facts=facts,
    bars=totals.bars_of_ballots,
    tables=totals.votes_table,
    in_full="most first preferences",
)
