"""Count a file of ranked ballots, or of a pairwise matrix; the result as data for JSON."""

from dataclasses import asdict, dataclass
from typing import Any

from governance.ballots.kinds.election import methods
from governance.rules import blt, pairwise_file, preflib, schulze
from governance.rules.ballot_file import BallotFile
from governance.rules.election import Election, Pairwise, Stage
from governance.rules.errors import CountError
from governance.rules.source import FileError
from wijkstem.counting.options import LISTED, Kind, Ranked, Refusal, read_order
from wijkstem.counting.output import decimal, digits


@dataclass(frozen=True, slots=True)
class RankedCount:
    """`title` is as in the file, or "". `withdrawn` are left out of `election`."""

    asked: Ranked
    title: str
    withdrawn: tuple[str, ...]
    election: Election


def count(asked: Ranked) -> RankedCount:
    """Raises Refusal for a file, number of seats or tie order that cannot be used."""
    try:
        return _count_matrix(asked) if asked.kind is Kind.PAIRWISE else _count_ballots(asked)
    except FileError as error:
        raise Refusal(str(error)) from None
    except CountError as error:
        raise Refusal(f"{asked.path}: {error}") from None


def _count_matrix(asked: Ranked) -> RankedCount:
    file = pairwise_file.read(asked.path)
    election = schulze.count_matrix(
        file.candidates,
        file.matrix,
        valid=file.ballots,
        seats=asked.seats or 1,
        tie_order=_tie_order(asked.ties, file.candidates, ()),
    )
    return RankedCount(asked, file.title, (), election)


def _count_ballots(asked: Ranked) -> RankedCount:
    file = (blt if asked.kind is Kind.BLT else preflib).read(asked.path)
    seats = _seats(asked, file)
    order = _tie_order(asked.ties, file.profile.candidates, file.withdrawn)
    profile = file.profile.without(file.withdrawn)
    election = methods.get(asked.rule).rule.count(profile, seats=seats, tie_order=order)
    if not election.valid:  # only the tie order elected candidates
        raise CountError("No ballot ranks a candidate who stands, so nobody can be elected.")
    return RankedCount(asked, file.title, file.withdrawn, election)


def _seats(asked: Ranked, file: BallotFile) -> int:
    seats = asked.seats or file.seats or 1
    most = methods.get(asked.rule).most_seats
    if most and seats > most:
        filled = "one" if most == 1 else most
        raise Refusal(
            f"{asked.path}: The file asks for {seats} seats and the rule {asked.rule} fills "
            f"{filled}: take --seats {most}, or --rule stv."
        )
    return seats


def _tie_order(
    ties: str, candidates: tuple[str, ...], withdrawn: tuple[str, ...]
) -> tuple[str, ...]:
    if ties == LISTED:
        return ()
    stand = tuple(name for name in candidates if name not in withdrawn)
    return read_order(ties, stand, "candidate", withdrawn)


# --- JSON: `docs/count.md` is the contract


def data(counted: RankedCount) -> dict[str, Any]:
    """Votes are text with five decimals (nine by Meek's rule), because JSON readers round."""
    election = counted.election
    ranked = {} if election.ranking is None else {"ranking": election.ranking}
    return {
        "rule": election.rule,
        "version": election.version,
        "options": _options(counted),
        "ballots": {
            "cast": election.valid + election.blank,
            "valid": election.valid,
            "blank": election.blank,
            "distinct": election.distinct,
        },
        "winners": election.winners,
        **ranked,
        "ties": [asdict(tie) for tie in election.ties],
        "stages": _duels(election, election.pairwise) if election.pairwise else _stages(election),
    }


def _options(counted: RankedCount) -> dict[str, Any]:
    election = counted.election
    options = {
        **dict(election.options),
        "seats": election.seats,
        "withdrawn": counted.withdrawn,
    }
    if counted.asked.ties == LISTED:
        return {**options, "ties": LISTED}
    return {**options, "ties": "file", "tie_order": election.tie_order}


def _stages(election: Election) -> list[dict[str, Any]]:
    return [_stage(election, number, stage) for number, stage in enumerate(election.stages, 1)]


def _stage(election: Election, number: int, stage: Stage) -> dict[str, Any]:
    # Whole votes have five decimals too, so that rules compare.
    places = max(5, digits(election.scale))

    def votes(units: int) -> str:
        return decimal(units, election.scale, places)

    result: dict[str, Any] = {
        "stage": number,
        "action": stage.action,
        "candidates": stage.candidates,
        "elected": stage.elected,
        "quota": None if stage.quota is None else votes(stage.quota),
        "totals": dict(zip(election.candidates, map(votes, stage.totals), strict=True)),
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
    # Row and column of both tables are in the order of `candidates`.
    tables = {"pairwise": pairwise.matrix, "strongest-paths": pairwise.paths}
    return [
        {"stage": number, "action": action, "candidates": election.candidates, "matrix": table}
        for number, (action, table) in enumerate(tables.items(), 1)
    ]
