"""The working of a count in which everybody's votes or points are added up once."""

from django.utils.translation import gettext as _

from governance.ballots.kinds.election.figures import (
    Bar,
    Names,
    Row,
    Table,
    in_order,
    row,
    total_of,
)
from governance.ballots.words import percent
from governance.rules.election import Election


def bars(result: Election, names: Names, whole: int) -> list[Bar]:
    """What each has; `whole` is a full bar."""
    return [
        Bar(
            names[key],
            votes := total_of(result, key),
            percent(votes, whole),
            round(100 * votes / whole, 1),
            key in result.winners,
        )
        for key in in_order(result)
    ]


def bars_of_ballots(result: Election, names: Names) -> list[Bar]:
    return bars(result, names, result.valid)


def rows(result: Election, names: Names, whole: int) -> list[Row]:
    """The total of each, and its share of the whole."""
    totals = {key: total_of(result, key) for key in in_order(result)}
    return [
        row(result, key, names, [str(total), percent(total, whole)])
        for key, total in totals.items()
    ]


def votes_table(result: Election, names: Names) -> list[Table]:
    headings = [_("Candidate"), _("Votes received"), _("Share")]
    return [Table(_("Votes received"), headings, rows(result, names, result.valid))]
