"""Small random budget rounds as the ballot box holds them, with many ties in them."""

from typing import Any

from hypothesis import strategies as st

from governance.ballots import kinds
from governance.ballots.box import canonical
from tests.budgets.rules.elections import Election, Given, elections
from tests.recounting import Case, configured

TIMES = (1, 1, 1, 1, 1, 2, 5)
RANKS = ([3, 2, 1], [1], [5, 3, 3, 1], [2, 2], [9, 5, 4, 3, 2, 1])
BALLOTS = {
    "approve": {},
    "points": {"points": 2000, "most": None},
    "score": {"most": 97},
    "rank": {"ranks": RANKS[0]},
}
"""The settings of each ballot; those of points take whatever `elections` gives."""


def frozen_round(election: Election, **settings: Any) -> dict[str, Any]:
    """The frozen configuration of a round with these projects and options."""
    options = {name: election.options[name] for name in election.options if name != "ties"}
    order = options.pop("tie_order")
    return {
        "rule": ["equal-shares", 1],
        "choices": [[project.id, f"Plan {project.id}"] for project in election.projects],
        "projects": [[project.id, project.cost] for project in election.projects],
        "budget": election.budget,
        "currency": "EUR",
        "tie_order": order,
        "count": {**options, "limit": False, "minimum": 0, **settings},
    }


@st.composite
def rounds(draw: st.DrawFn, *, ballot: str = "", **options: Any) -> Case:
    """From nobody to some tens of voters; blank ballots, free plans and plans beyond the budget."""
    kind = ballot or draw(st.sampled_from(list(BALLOTS)))
    bounds = {"approvals": kind == "approve", "ties": "cheaper", "most_voters": 9, **options}
    election = draw(elections(**bounds))
    frozen = frozen_round(election, misfit=draw(st.sampled_from(("skip", "stop"))))
    frozen |= {"ballot": kind, **BALLOTS[kind]}
    if kind == "rank":
        frozen["ranks"] = draw(st.sampled_from(RANKS))
    if draw(st.integers(0, 9)) == 0:
        frozen["budget"] = draw(st.sampled_from((0, 1, frozen["budget"] // 10)))
    nobody = draw(st.integers(0, 29)) == 0
    ballots: dict[str, int] = {}
    configuration = configured("budget", frozen)
    for ballot in () if nobody else election.ballots:
        choice = said(frozen, ballot)
        text = canonical.dumps(kinds.count_of("budget").check(choice, configuration))
        ballots[text] = ballots.get(text, 0) + draw(st.sampled_from(TIMES))
    return Case("budget", frozen, ballots)


def said(frozen: dict[str, Any], given: Given) -> dict[str, Any]:
    """What these points say on a ballot of this round."""
    if frozen["ballot"] in ("points", "score"):
        return {"points": dict(given)}
    if frozen["ballot"] == "approve":
        return {"approve": [project for project, _ in given]}
    best_first = sorted(given, key=lambda pair: -pair[1])
    return {"rank": [project for project, _ in best_first][: len(frozen["ranks"])]}
