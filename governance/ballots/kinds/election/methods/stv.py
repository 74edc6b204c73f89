"""The single transferable vote as in Scotland: in proportion, for several places."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.ballots.kinds.election import rounds
from governance.ballots.kinds.election.figures import Fact
from governance.ballots.kinds.election.methods import EARLIER_ROUNDS, Method
from governance.ballots.kinds.election.ties import same_votes_in_round
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.rules import stv
from governance.rules.election import Election


def steps(seats: int) -> list[str]:
    return [
        _(
            "First it is worked out with how many votes one is certain of a place: all valid votes "
            "divided by %(parts)s, rounded down, plus one. That number is the quota."
        )
        % {"parts": seats + 1},
        _("Every ballot counts for its first choice. Whoever has the quota is elected."),
        _(
            "Does somebody have more than the quota? Then what is too much is not lost: all those "
            "ballots go to the next on them, each for a part of a vote. Parts are cut off after "
            "five decimals."
        ),
        _(
            "Is nothing left to pass on? Then the one with the fewest votes drops out. Those "
            "ballots go to the next on them that is still there."
        ),
        _(
            "This is repeated until all places are filled. Are there just as many left as places? "
            "Then they are all elected."
        ),
    ]


def quota(result: Election) -> int:
    return (result.stages[-1].quota or 0) // result.scale


def reason(result: Election, name: str) -> str:
    return ngettext(
        "Whoever reached %(quota)s votes was certain of the place.",
        "Whoever reached %(quota)s votes was certain of one of the %(seats)s places.",
        result.seats,
    ) % {"quota": quota(result), "seats": result.seats}


def facts(result: Election) -> list[Fact]:
    words = {"quota": quota(result), "valid": result.valid, "parts": result.seats + 1}
    sum_ = _("%(quota)s: %(valid)s valid votes divided by %(parts)s, rounded down, plus one")
    return [(_("Quota"), sum_ % words)]


METHOD = Method(
    rule=stv,
    shape=RANKING,
    place=40,
    label=gettext_lazy("In proportion, for a board of several people"),
    summary=gettext_lazy(
        "In proportion (single transferable vote, as in Scotland): every group of voters that is "
        "large enough gets somebody elected."
    ),
    steps=steps,
    tie_break=EARLIER_ROUNDS,
    equal=same_votes_in_round,
    reason=reason,
    facts=facts,
    story=rounds.story,
    tables=rounds.rounds_table,
    in_full="single transferable vote as in Scotland",
    fixed_quota=True,
    parcels=True,
)
