"""The count of ranked ballots as plain data for JSON; `docs/count.md` is the contract."""

from typing import Any

from governance.ballots.kinds.election import methods
from governance.rules.election import Election, Pairwise, Stage, Tie
from wijkstem.counting.numbers import decimal, places_of
from wijkstem.counting.options import LISTED
from wijkstem.counting.ranked import RankedCount


def data(counted: RankedCount) -> dict[str, Any]:
    """Votes are text with five decimals (nine by Meek's rule), because JSON readers round."""
    election = counted.election
    result: dict[str, Any] = {
        "rule": election.rule,
        "version": election.version,
        "options": _options(counted),
        "ballots": {
            "cast": election.valid + election.blank,
            "valid": election.valid,
            "blank": election.blank,
            "distinct": election.distinct,
        },
        "winners": list(election.winners),
    }
    if election.ranking is not None:
        result["ranking"] = [list(place) for place in election.ranking]
    result["ties"] = [_tie(tie) for tie in election.ties]
    pairwise = election.pairwise
    result["stages"] = _stages(election) if pairwise is None else _duels(election, pairwise)
    return result


def _options(counted: RankedCount) -> dict[str, Any]:
    election = counted.election
    listed = counted.ties == LISTED
    options = {
        **dict(election.options),
        "seats": election.seats,
        "withdrawn": list(counted.withdrawn),
        "ties": LISTED if listed else "file",
    }
    return options if listed else {**options, "tie_order": list(election.tie_order)}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "stage": tie.stage,
        "purpose": tie.purpose.value,
        "tied": list(tie.tied),
        "chosen": list(tie.chosen),
        "resolved_by": tie.resolved_by.value,
        "earlier": tie.earlier,
    }


def _stages(election: Election) -> list[dict[str, Any]]:
    return [_stage(election, number, stage) for number, stage in enumerate(election.stages, 1)]


def _stage(election: Election, number: int, stage: Stage) -> dict[str, Any]:
    def votes(units: int) -> str:
        return decimal(units, election.scale, places_of(election.scale))

    result: dict[str, Any] = {
        "stage": number,
        "action": stage.action.value,
        "candidates": list(stage.candidates),
        "elected": list(stage.elected),
        "quota": None if stage.quota is None else votes(stage.quota),
        "totals": {
            name: votes(units)
            for name, units in zip(election.candidates, stage.totals, strict=True)
        },
        "nontransferable": votes(stage.nontransferable),
        "rounding": votes(stage.rounding),
    }
    if methods.get(election.rule).parcels:
        result["parcels"] = [
            {"papers": parcel.papers, "old": votes(parcel.old), "new": votes(parcel.new)}
            for parcel in stage.parcels
        ]
    return result


def _duels(election: Election, pairwise: Pairwise) -> list[dict[str, Any]]:
    """Schulze: the two tables; row and column in the order of `candidates`."""
    tables = {"pairwise": pairwise.matrix, "strongest-paths": pairwise.paths}
    return [
        {
            "stage": number,
            "action": action,
            "candidates": list(election.candidates),
            "matrix": [list(row) for row in table],
        }
        for number, (action, table) in enumerate(tables.items(), 1)
    ]
