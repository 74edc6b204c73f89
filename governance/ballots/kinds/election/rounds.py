"""The working of a count in rounds: what happened in each, and the votes after it."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.kinds.election.figures import (
    NOTHING,
    Names,
    Row,
    Table,
    exact,
    excluded_at,
    in_order,
    row,
    total_of,
    votes,
)
from governance.ballots.words import listed
from governance.rules.election import Action, Election, Stage

Surplus = Callable[[Election, int, Names], str]
"""What happened in a round that passed on what was above the quota, by its index."""


def surplus_of_one(result: Election, index: int, names: Names) -> str:
    stage = result.stages[index]
    (rich,) = stage.candidates
    too_much = total_of(result, rich, index - 1) - (stage.quota or 0)
    words = {"name": names[rich], "surplus": exact(too_much, result.scale)}
    return _("%(name)s had %(surplus)s votes more than the quota. These were passed on.") % words


def story(result: Election, names: Names, surplus: Surplus = surplus_of_one) -> list[str]:
    """A sentence or two about each round."""
    return [told(result, index, names, surplus) for index in range(len(result.stages))]


def told(result: Election, index: int, names: Names, surplus: Surplus) -> str:
    stage = result.stages[index]
    said = [happened(result, index, names, surplus)]
    if stage.elected and stage.action is not Action.FILL:
        elected = listed(names[key] for key in stage.elected)
        said.append(_("Elected: %(names)s.") % {"names": elected})
    return " ".join(said)


def happened(result: Election, index: int, names: Names, surplus: Surplus) -> str:
    stage = result.stages[index]
    who = listed(names[key] for key in stage.candidates)
    match stage.action:
        case Action.COUNT:
            return _("Every ballot counts for its first choice.")
        case Action.SURPLUS:
            return surplus(result, index, names)
        case Action.EXCLUDE:
            before = total_of(result, stage.candidates[0], index - 1)
            words = {"name": who, "votes": exact(before, result.scale)}
            return _("%(name)s had the fewest votes, %(votes)s, and dropped out.") % words
        case Action.FILL:
            return ngettext(
                "There were as many left as places. So %(names)s was elected.",
                "There were as many left as places. So %(names)s were elected.",
                len(stage.candidates),
            ) % {"names": who}


def rounds_table(result: Election, names: Names) -> list[Table]:
    """The votes of everybody after each round."""
    stages = result.stages
    decimals = 0 if whole(result) else len(str(result.scale)) - 1

    def shown(amounts: Sequence[int]) -> list[str]:
        return [votes(amount, result.scale, decimals) for amount in amounts]

    out = excluded_at(result)
    rows = []
    for key in in_order(result):
        there = out.get(key, len(stages) + 1) - 1  # no votes from the round of the exclusion on
        cells = shown([total_of(result, key, index) for index in range(min(there, len(stages)))])
        cells += [NOTHING] * (len(stages) - len(cells))
        rows.append(row(result, key, names, cells))
    sums = [
        Row(_("No longer count"), shown([stage.nontransferable for stage in stages])),
        Row(_("Together"), shown([together(stage) for stage in stages])),
    ]
    rounds = [_("Round %(round)s") % {"round": n} for n in range(1, len(stages) + 1)]
    return [Table(_("The votes after each round"), [_("Candidate"), *rounds], rows, sums)]


def whole(result: Election) -> bool:
    """Whether all votes of all rounds are whole ones."""
    amounts = [n for stage in result.stages for n in (*stage.totals, stage.nontransferable)]
    return not any(amount % result.scale for amount in amounts)


def together(stage: Stage) -> int:
    return sum(stage.totals) + stage.nontransferable
