"""The single transferable vote by Meek's method: in proportion, worked out again and again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.ballots.kinds.election import rounds
from governance.ballots.kinds.election.figures import Fact, Names, exact
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.election.ties import same_votes_in_round
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.ballots.words import listed
from governance.rules import meek
from governance.rules.election import Election, Purpose, Tie


def steps(seats: int) -> list[str]:
    return [
        _(
            "Every ballot counts for its first choice. All these votes divided by %(parts)s, plus "
            "the smallest part that is counted, is the quota. Whoever has the quota is elected."
        )
        % {"parts": seats + 1},
        _(
            "Does somebody have more than the quota? Then they keep a part of each vote, so large "
            "that they have just the quota. The rest of each vote goes to the next on the ballot. "
            "If that one is elected too, they also keep their part and pass on the rest."
        ),
        _(
            "A part of a vote with nobody left on the ballot no longer counts. Then the quota "
            "becomes smaller. All this is worked out again and again, with nine decimals, until "
            "almost nothing is left to pass on."
        ),
        _(
            "Is a place still free? Then the one with the fewest votes drops out. All ballots are "
            "counted as if that one had never been on them."
        ),
        _(
            "This is repeated until all places are filled. Are there just as many left as places? "
            "Then they are all elected."
        ),
    ]


def equal(tie: Tie) -> str:
    if tie.purpose is Purpose.EXCLUSION:
        # The rule takes a smaller difference than what was left to pass on for none.
        return _("After round %(round)s the votes of %(names)s hardly differed, or not at all.")
    return same_votes_in_round(tie)


def quota(result: Election) -> str:
    return exact(result.stages[-1].quota or 0, result.scale)


def reason(result: Election, name: str) -> str:
    return ngettext(
        "Whoever reached the quota was certain of the place. At the end it was %(quota)s votes.",
        "Whoever reached the quota was certain of one of the %(seats)s places. At the end it was "
        "%(quota)s votes.",
        result.seats,
    ) % {"quota": quota(result), "seats": result.seats}


def facts(result: Election) -> list[Fact]:
    words = {"quota": quota(result), "parts": result.seats + 1}
    sum_ = _("%(quota)s: the votes that still counted divided by %(parts)s, just above that")
    return [(_("Quota at the end"), sum_ % words)]


def surplus(result: Election, index: int, names: Names) -> str:
    rich = listed(names[key] for key in result.stages[index].candidates)
    return _("What %(names)s had more than the quota was passed on.") % {"names": rich}


def story(result: Election, names: Names) -> list[str]:
    return rounds.story(result, names, surplus)


METHOD = Method(
    rule=meek,
    shape=RANKING,
    place=50,
    label=gettext_lazy("In proportion by Meek's method: more exact, and only by computer"),
    summary=gettext_lazy(
        "In proportion (single transferable vote, Meek's method): every group of voters that is "
        "large enough gets somebody elected. It is more exact than what can be done by hand."
    ),
    steps=steps,
    equal=equal,
    reason=reason,
    facts=facts,
    story=story,
    tables=rounds.rounds_table,
    in_full="single transferable vote by Meek's method",
)
