"""Count a file of ranked ballots, or of a pairwise matrix, as was asked."""

from dataclasses import dataclass
from pathlib import Path

from governance.ballots.kinds.election import methods
from governance.rules.ballot_file import BallotFile
from governance.rules.election import Election
from governance.rules.errors import CountError
from governance.rules.source import FileError
from wijkstem.counting.options import LISTED, Kind, Ranked, Refusal
from wijkstem.counting.tie_file import read_order


@dataclass(frozen=True, slots=True)
class RankedCount:
    """path: the file.  title: as in the file, or "".  withdrawn: names, left out of `election`.

    ties: `listed`, or the path of the file with the tie order.
    """

    path: Path
    title: str
    withdrawn: tuple[str, ...]
    ties: str
    election: Election


def count(asked: Ranked) -> RankedCount:
    """Raises Refusal for a file, a number of seats or a tie order that cannot be counted with."""
    try:
        return _count_matrix(asked) if asked.kind is Kind.PAIRWISE else _count_ballots(asked)
    except FileError as error:
        raise Refusal(str(error)) from None
    except CountError as error:
        raise Refusal(f"{asked.path}: {error}") from None


def _count_matrix(asked: Ranked) -> RankedCount:
    from governance.rules.pairwise_file import read
    from governance.rules.schulze import count_matrix

    file = read(asked.path)
    election = count_matrix(
        file.candidates,
        file.matrix,
        valid=file.ballots,
        seats=asked.seats or 1,
        tie_order=_tie_order(asked.ties, file.candidates, ()),
    )
    return RankedCount(asked.path, file.title, (), asked.ties, election)


def _count_ballots(asked: Ranked) -> RankedCount:
    file = _read(asked)
    seats = _seats(asked, file)
    order = _tie_order(asked.ties, file.profile.candidates, file.withdrawn)
    profile = file.profile.without(file.withdrawn)
    election = methods.get(asked.rule).rule.count(profile, seats=seats, tie_order=order)
    if not election.valid:  # the tie order alone elected somebody
        raise CountError("No ballot ranks a candidate who stands, so nobody can be elected.")
    return RankedCount(asked.path, file.title, file.withdrawn, asked.ties, election)


def _read(asked: Ranked) -> BallotFile:
    if asked.kind is Kind.BLT:
        from governance.rules.blt import read as read_blt

        return read_blt(asked.path)
    from governance.rules.preflib import read as read_preflib

    return read_preflib(asked.path)


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
