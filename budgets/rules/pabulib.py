"""Read and write Pabulib `.pb` files (arXiv 2012.06539, pabulib.org/format)."""

# `read` takes a path, `parse` the bytes or the text of a file; both give a `PabulibFile` or raise
# `FileError`, and never anything else. `read_election` refuses the same files in the same
# words, but gives the ballots together, ready to count, in a fraction of the time. `write` gives
# the text of a file, such that `parse(write(file)) == file` for everything that `parse` can give.
#
# Real files carry a byte-order mark, quoted `;`, doubled quotes, trailing spaces, projects that
# cost nothing, `selected 2`, amounts with decimals, a `votes` column that disagrees with the
# ballots, and ballots outside their own limits: none of these is an error.

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from budgets.rules.pabulib_election import PabulibElection, election_of
from budgets.rules.pabulib_file import (
    Breach,
    PabulibFile,
    PabulibProject,
    PabulibVote,
)
from budgets.rules.pabulib_head import check_numbers, read_head
from budgets.rules.pabulib_quick import quick_election
from budgets.rules.pabulib_rows import sections
from budgets.rules.pabulib_votes import read_votes
from budgets.rules.pabulib_write import amount, write
from governance.rules.source import decode, load

__all__ = [
    "Breach",
    "PabulibElection",
    "PabulibFile",
    "PabulibProject",
    "PabulibVote",
    "compose",
    "parse",
    "read",
    "read_election",
    "write",
]


def read(path: str | os.PathLike[str]) -> PabulibFile:
    return parse(load(path), str(path))


def parse(source: bytes | str, name: str = "<text>") -> PabulibFile:
    text = decode(source, name)
    found = sections(text, name)
    head = read_head(found, name)
    votes = read_votes(head, found["VOTES"])
    check_numbers(head, len(votes))
    return replace(head, votes=votes)


def read_election(path: str | os.PathLike[str], *, points: Sequence[int] = ()) -> PabulibElection:
    """The ballots at this path, aggregated: as `read(path).profile(points)`, but quicker."""
    # `points`: what each rank of a ranked ballot earns, from the first; only those need it.
    name = str(path)
    text = decode(load(path), name)
    election = quick_election(text, name, points)
    if election is None:
        file = parse(text, name)
        election = election_of(file, file.profile(points), len(file.votes))
    return election


def compose(
    meta: Mapping[str, str],
    budget: int,
    projects: Iterable[PabulibProject],
    votes: Iterable[PabulibVote],
) -> PabulibFile:
    """A new file; META gets the numbers that follow from the rest; budget in cents."""
    # `meta` holds at least "vote_type". ValueError or FileError for what no file can hold.
    listed, cast = tuple(projects), tuple(votes)
    numbers = {"num_projects": len(listed), "num_votes": len(cast), "budget": amount(budget, 100)}
    full = {**meta, **{key: str(value) for key, value in numbers.items()}}
    return parse(write(PabulibFile(full, budget, listed, cast)), "<composed>")
