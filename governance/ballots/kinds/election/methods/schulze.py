"""The Schulze method: every two are compared, and the strongest chains of duels decide."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots.kinds.election.figures import (
    NOTHING,
    Names,
    Row,
    Table,
    held,
    in_order,
    row,
    total_of,
)
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.rules import schulze
from governance.rules.election import Election, Tie

WON = "\N{CHECK MARK}"


def steps(seats: int) -> list[str]:
    first = _("The first %(seats)s of the order are elected.") % {"seats": seats}
    return [
        _(
            "Every two are compared: how many voters put the one above the other? Whoever has no "
            "place on a ballot stands last on it."
        ),
        _("Whoever wins every one of these duels comes first."),
        _(
            "Do they beat each other in a circle? Then the chains of won duels are compared. A "
            "chain is as strong as its weakest duel, and the strongest chain decides."
        ),
        *([first] if seats > 1 else []),
    ]


def equal(tie: Tie) -> str:
    return _("%(names)s share a place.")


def reason(result: Election, name: str) -> str:
    duels_won = held(result, result.winners[0])
    if duels_won == len(result.candidates) - 1:
        return _("%(name)s wins the duel with every other choice.") % {"name": name}
    return _("No choice wins all its duels; the strongest chains of won duels decide.")


def tables(result: Election, names: Names) -> list[Table]:
    return [order_table(result, names), *duel_tables(result, names)]


def order_table(result: Election, names: Names) -> Table:
    """The place of everybody; a place may be shared."""
    rows = []
    place_of: dict[str, int] = {}
    for place in result.ranking or ():
        place_of |= dict.fromkeys(place, len(place_of) + 1)
    for key in in_order(result):
        cells = [str(place_of[key]), str(total_of(result, key))]
        rows.append(row(result, key, names, cells))
    return Table(_("The order"), [_("Candidate"), _("Place"), _("Duels won")], rows)


def duel_tables(result: Election, names: Names) -> list[Table]:
    """The duels and, where somebody does not win them all, the strongest chains."""
    assert result.pairwise is not None  # noqa: S101
    duels = square(
        result,
        names,
        result.pairwise.matrix,
        caption=_("The duels"),
        note=_(
            "How many voters put the one on the left above the one on top. A check mark stands by "
            "the greater number of the two."
        ),
    )
    if sorted(result.stages[-1].totals) == list(range(len(result.candidates))):
        return [duels]  # everybody beats all who stand lower: no chain says anything more
    chains = square(
        result,
        names,
        result.pairwise.paths,
        caption=_("The chains"),
        note=_(
            "How strong the strongest chain is from the one on the left to the one on top. A check "
            "mark stands by the stronger of the two."
        ),
    )
    return [duels, chains]


def square(result: Election, names: Names, numbers: Any, *, caption: str, note: str) -> Table:
    """A table of everybody against everybody; the greater of two opposite numbers is marked."""
    order = in_order(result)
    at = {key: result.candidates.index(key) for key in order}

    def cell(one: str, other: str) -> str:
        if one == other:
            return NOTHING
        number, back = numbers[at[one]][at[other]], numbers[at[other]][at[one]]
        return f"{WON} {number}" if number > back else str(number)

    rows = [Row(names[one], [cell(one, other) for other in order]) for one in order]
    headings = [_("Candidate"), *(names[key] for key in order)]
    return Table(caption, headings, rows, note=note)


METHOD = Method(
    rule=schulze,
    shape=RANKING,
    place=60,
    label=gettext_lazy("In pairs: who wins from all the others"),
    summary=gettext_lazy(
        "In pairs (the Schulze method): every two are compared, and whoever wins from all the "
        "others is elected."
    ),
    steps=steps,
    equal=equal,
    reason=reason,
    tables=tables,
    in_full="Schulze's method, every pair of candidates compared",
)
