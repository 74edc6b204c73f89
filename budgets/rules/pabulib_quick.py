"""A quick way through a regular Pabulib file, many votes at a time."""

# Nothing is explained here. A file in which anything is out of the ordinary gives None, and is
# then to be read with care, row by row, which finds the error and its line, or finds none.

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

from budgets.rules.pabulib_election import PabulibElection, election_of
from budgets.rules.pabulib_file import PabulibFile
from budgets.rules.pabulib_head import check_numbers, read_head
from budgets.rules.pabulib_kinds import APPROVALS, POINTS, read_choice, read_points
from budgets.rules.pabulib_profile import Counts, require_countable
from budgets.rules.pabulib_rows import SECTIONS, opening
from budgets.rules.profile import Ballot, Profile, Project
from governance.rules.source import FileError

PIECE = 2**14  # characters at a time: few enough for the cells to stay in the processor's cache
LINES = re.compile(r"\n\s*\n")  # the end of a line, and blank lines after it
ROWS = 2**8  # rows at a time, where there are quotes
Piece = tuple[list[str], int]  # the cells of some rows, and how many there are in each row


def quick_election(text: str, name: str, points: Sequence[int]) -> PabulibElection | None:
    """The election in this text, or None when it must be read with care."""
    try:
        found, start = opening(text, name)
        head = read_head(found, name)
        require_countable(head.vote_type, points)
        votes = _Votes(text, start, found["VOTES"].columns)
        approvals = head.vote_type in APPROVALS
        profile = (
            _approvals(head, votes) if approvals else head.profile_of(_counts(head, votes), points)
        )
        check_numbers(head, votes.rows)
    except (FileError, ValueError, KeyError, csv.Error):
        return None
    return election_of(head, profile, votes.rows)


class _Votes:
    """The rows of VOTES; ValueError when they need a closer look."""

    def __init__(self, text: str, start: int, columns: list[str]) -> None:
        self.rows = 0
        self._text = text
        self._start = start
        self._columns = columns

    def columns(self, *names: str) -> Iterator[list[Iterator[str]]]:
        """The cells in these columns, of some rows at a time; checked after the last row."""
        places = [self._columns.index(name) for name in names]
        for cells, width in self._pieces():
            self.rows += len(cells) // width
            yield [map(str.strip, cells[place::width]) for place in places]

    def _pieces(self) -> Iterator[Piece]:
        voter_at, expected = self._columns.index("voter_id"), len(self._columns)
        voters: set[str] = set()
        quoted = self._text.find('"', self._start) >= 0
        for cells, width in (_quoted if quoted else _plain)(self._text, self._start):
            beyond = chain.from_iterable(cells[place::width] for place in range(expected, width))
            if width < expected or any(map(str.strip, beyond)):
                raise ValueError("The rows are not as wide as the columns.")
            voters.update(map(str.strip, cells[voter_at::width]))
            yield cells, width
        if "" in voters or len(voters) < self.rows:
            raise ValueError("A voter has no id, or voted before.")
        if not voters.isdisjoint(SECTIONS):
            raise ValueError("A row may be a heading: where the voter is not first, it has none.")


def _plain(text: str, start: int) -> Iterator[Piece]:
    if text.find("\r", start) >= 0:
        text, start = text[start:].replace("\r\n", "\n").replace("\r", "\n"), 0
    while start < len(text):
        end = text.find("\n", start + PIECE)
        end = len(text) if end < 0 else end
        if end - start > csv.field_size_limit():
            raise ValueError("A cell may be too long.")
        piece, start = text[start:end].strip(), end + 1
        if piece:
            yield _cells(piece) or _cells(LINES.sub("\n", piece)) or ([], 0)


def _cells(piece: str) -> Piece | None:
    """The cells of these lines; None when lines differ in their number of cells."""
    # The end of a line stays in front of the cell after it, so the count can check that each first
    # cell, and no other, begins a line.
    width = piece.partition("\n")[0].count(";") + 1
    cells = piece.replace("\n", ";\n").split(";")
    firsts = cells[::width]
    ends = piece.count("\n")
    even = len(cells) == len(firsts) * width and ends == len(firsts) - 1
    return (cells, width) if even and "".join(firsts).count("\n") == ends else None


def _quoted(text: str, start: int) -> Iterator[Piece]:
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=";", strict=True)
    rows = filter(None, reader)
    while some := list(islice(rows, ROWS)):
        (width,) = set(map(len, some))
        yield list(chain.from_iterable(some)), width


class _Places(dict[str, int]):
    # Also finds an id with white space around it.

    def __missing__(self, text: str) -> int:
        id_ = text.strip()
        if id_ == text:
            raise KeyError(text)
        place = self[text] = self[id_]
        return place


def _approvals(head: PabulibFile, votes: _Votes) -> Profile:
    # `Profile` itself refuses a project that is twice in a vote.
    projects = tuple(Project(project.id, project.cost) for project in head.projects)
    place = _Places({project.id: at for at, project in enumerate(projects)}).__getitem__
    ballots: Counter[Ballot] = Counter()
    for (cells,) in votes.columns("vote"):
        choices = map(str.split, filter(None, cells), repeat(","))
        ballots.update(map(tuple, map(sorted, map(map, repeat(place), choices))))
    return Profile(projects, dict(ballots), votes.rows - ballots.total())


def _counts(head: PabulibFile, votes: _Votes) -> Counts:
    cells: Counter[tuple[str, ...]] = Counter()
    names = ["vote", "points"] if head.vote_type in POINTS else ["vote"]
    for some in votes.columns(*names):
        cells.update(zip(*some, strict=True))
    known = frozenset(project.id for project in head.projects)
    for (vote, *points), count in cells.items():
        choice = read_choice(vote, known)
        yield (choice, read_points(points[0], len(choice)) if points else ()), count
