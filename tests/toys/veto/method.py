"""The method of vetoes, with a setting of its own."""

from dataclasses import dataclass

from django import forms

from governance.ballots.kinds.data import Data
from governance.ballots.kinds.election import totals
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.shapes.one import ONE
from governance.rules.errors import CountError
from tests.toys.veto import rule


@dataclass(frozen=True, kw_only=True)
class VetoSettings(Data):
    most: int


def check_settings(*, most):
    if type(most) is not int or most < 0:
        raise CountError("The most vetoes must be a whole number.")


METHOD = Method(
    rule=rule,
    shape=ONE,
    place=900,
    label="Vetoes: everybody names one whom they do not want",
    summary="Vetoes: whoever has the fewest is elected.",
    steps=lambda seats: ["Every ballot is one veto."],
    reason=lambda result, name: f"{name} has the fewest vetoes.",
    tables=totals.votes_table,
    settings=VetoSettings,
    check_settings=check_settings,
    draft_fields={"most": lambda: forms.IntegerField(label="Most vetoes", min_value=0)},
    in_full="fewest vetoes",
    recount="tests.toys.veto.recount",
)
