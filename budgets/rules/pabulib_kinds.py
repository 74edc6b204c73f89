"""The kinds of ballots in a Pabulib file, and how their cells are read."""

# `approval`, `knapsack`, `choose-1`: the column `vote` holds the approved projects.
# `ordinal`: it holds projects too, the most preferred first.
# `cumulative`, `scoring`: a column `points` holds as many numbers as `vote` holds projects. Here
# they are whole and at least 0; a project with 0 points is not supported.
#
# The functions raise ValueError with one sentence, without the place in the file.

import re
from collections.abc import Collection

# Knapsack ballots count as approvals: their limit is a rule for entering them.
APPROVALS = frozenset({"approval", "knapsack", "choose-1"})
RANKED = frozenset({"ordinal"})
POINTS = frozenset({"cumulative", "scoring"})

WHOLE = re.compile(r"([0-9]{1,18})(?:\.0*)?", re.ASCII)
REMEMBERED = 4096
SHOWN = 40  # characters of a cell that fit in a sentence


def vote_type(text: str) -> str:
    # Files also write `Approval` and `choose 1`.
    return "-".join(text.lower().replace("_", " ").split())


def whole(text: str | None) -> int | None:
    """A whole number, also written 12.0; None for other text."""
    found = WHOLE.fullmatch(text or "")
    return int(found[1]) if found else None


def excerpt(text: str) -> str:
    plain = text.isprintable() and 0 < len(text) <= SHOWN
    return text if plain else repr(text[:SHOWN])


def read_choice(text: str, known: Collection[str]) -> tuple[str, ...]:
    if not text:
        return ()
    choice = tuple(map(str.strip, text.split(",")))
    named = set(choice)
    if len(named) == len(choice) and named.issubset(known):
        return choice
    for project in choice:
        if project not in known:
            raise ValueError(f"The vote names the unknown project {project[:SHOWN]!r}.")
    twice = next(project for project in choice if choice.count(project) > 1)
    raise ValueError(f"The vote names project {excerpt(twice)} twice.")


def read_points(text: str, size: int) -> tuple[int, ...]:
    """The points of a vote that names `size` projects."""
    points = tuple(map(_POINTS.__getitem__, text.split(","))) if text else ()
    if len(points) != size:
        raise ValueError(f"The vote names {size} projects and gives {len(points)} points.")
    return points


class _Points(dict[str, int]):
    # The same few numbers are in nearly every vote, so each is read once.

    def __missing__(self, cell: str) -> int:
        points = whole(cell.strip())
        if points is None:
            if whole(cell.strip().removeprefix("-")) is not None:
                raise ValueError(f"The points {excerpt(cell.strip())} are negative.")
            raise ValueError(f"The points {cell.strip()[:SHOWN]!r} are not a whole number.")
        if len(self) < REMEMBERED:
            self[cell] = points
        return points


_POINTS = _Points()
