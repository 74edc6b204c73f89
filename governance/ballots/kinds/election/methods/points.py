"""Points: everybody divides points over the candidates, and the most points win."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.ballots.kinds.election import totals
from governance.ballots.kinds.election.figures import Bar, Fact, Names, Table, held, in_order
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.shapes.points import POINTS, PointsSettings
from governance.rules import points
from governance.rules.election import Election, Tie

MOST_POINTS = 1000


def points_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Points of each voter"),
        help_text=gettext_lazy("Only where it is counted by points."),
        min_value=1,
        max_value=MOST_POINTS,
        initial=10,
        error_messages={"required": gettext_lazy("Say how many points each voter has.")},
    )


def steps(seats: int) -> list[str]:
    most_points_win = ngettext(
        "The one with the most points is elected.",
        "The %(seats)s with the most points are elected.",
        seats,
    ) % {"seats": seats}
    all_count = _("All points are added up. Every point counts the same, whoever gives it.")
    return [all_count, most_points_win]


def equal(tie: Tie) -> str:
    return _("%(names)s have the same number of points.")


def given(result: Election) -> int:
    return sum(result.stages[-1].totals)


def reason(result: Election, name: str) -> str:
    if result.seats > 1:
        return _("They have the most points.")
    words = {"name": name, "points": held(result, result.winners[0]), "all": given(result)}
    return _("%(name)s has %(points)s of the %(all)s points that were given.") % words


def facts(result: Election) -> list[Fact]:
    """How many each voter had, and how many of all these were given."""
    each = int(dict(result.options)["points"])
    words = {"given": given(result), "all": each * result.valid}
    return [
        (_("Points per voter"), str(each)),
        (_("Points given"), _("%(given)s of %(all)s; blank ballots have none") % words),
    ]


def bars(result: Election, names: Names) -> list[Bar]:
    return totals.bars(result, names, given(result))


def tables(result: Election, names: Names) -> list[Table]:
    rows = totals.rows(result, names, given(result))
    supporters = dict(zip(result.candidates, result.supporters or (), strict=True))
    for key, row in zip(in_order(result), rows, strict=True):
        row.cells.append(str(supporters[key]))
    headings = [_("Candidate"), _("Points"), _("Share"), _("Voters who gave any")]
    return [Table(_("Points received"), headings, rows)]


METHOD = Method(
    rule=points,
    shape=POINTS,
    place=70,
    label=gettext_lazy("Points: everybody divides points over them"),
    summary=gettext_lazy("Points: whoever gets the most points is elected."),
    steps=steps,
    equal=equal,
    reason=reason,
    facts=facts,
    bars=bars,
    full_bar=gettext_lazy("A full bar would be all points that were given."),
    tables=tables,
    settings=PointsSettings,
    check_settings=points.check_limits,
    draft_fields={"points": points_field},
    in_full="points, the most points win",
)
