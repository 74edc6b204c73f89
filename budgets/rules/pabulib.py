"""Read and write Pabulib `.pb` files (arXiv 2012.06539).

`read` takes a path, `parse` the bytes or the text of a file; both give a `PabulibFile` or raise
`PabulibError`, and never anything else. `write` gives the text of a file, such that
`parse(write(file)) == file` for everything that `parse` can give.

Real files carry a byte-order mark, quoted `;`, doubled quotes, trailing spaces, projects that
cost nothing, `selected 2`, amounts with decimals, a `votes` column that disagrees with the
ballots, and ballots outside their own limits: none of these is an error.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from budgets.rules.pabulib_file import (
    Breach,
    PabulibError,
    PabulibFile,
    PabulibProject,
    PabulibVote,
)
from budgets.rules.pabulib_rows import Section, decode, sections
from budgets.rules.pabulib_write import amount, write

__all__ = [
    "Breach",
    "PabulibError",
    "PabulibFile",
    "PabulibProject",
    "PabulibVote",
    "compose",
    "parse",
    "read",
    "write",
]

LENGTHS = ("min_length", "max_length")
SUMS = ("min_sum_cost", "max_sum_cost")
NAMED = ("project_id", "cost", "name", "category", "target", "votes", "selected")
AMOUNT = re.compile(r"[0-9]{1,30}(?:\.[0-9]{0,30})?", re.ASCII)


def read(path: str | os.PathLike[str]) -> PabulibFile:
    """The file at this path; PabulibError also when it cannot be opened."""
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PabulibError(name, None, f"The file cannot be opened: {reason}.") from None
    return parse(data, name)


def parse(source: bytes | str, name: str = "<text>") -> PabulibFile:
    """The content of a file; `name` stands in messages."""
    text = decode(source, name) if isinstance(source, bytes) else source
    return _Reader(name, sections(text, name)).file()


def compose(
    meta: Mapping[str, str],
    budget: int,
    projects: Iterable[PabulibProject],
    votes: Iterable[PabulibVote],
) -> PabulibFile:
    """A file made here: META with the numbers that follow from the rest; budget in cents.

    meta: at least "vote_type". Raises ValueError or PabulibError for what no file can hold.
    """
    listed, cast = tuple(projects), tuple(votes)
    numbers = {"num_projects": len(listed), "num_votes": len(cast), "budget": amount(budget, 100)}
    full = {**meta, **{key: str(value) for key, value in numbers.items()}}
    return parse(write(PabulibFile(full, budget, listed, cast)), "<composed>")


class _Reader:
    """Turns the rows of one file into its content."""

    def __init__(self, name: str, found: Mapping[str, Section]) -> None:
        self.name = name
        self.found = found
        self.meta: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.scale = 100

    def file(self) -> PabulibFile:
        self._read_meta()
        self._find_scale()
        budget = self._amount(self.meta["budget"], self.lines["budget"], "budget")
        projects = self._projects()
        votes = self._votes(frozenset(project.id for project in projects))
        self._check_number("num_projects", len(projects), "projects")
        self._check_number("num_votes", len(votes), "votes")
        return PabulibFile(
            meta=self.meta,
            budget=budget,
            projects=projects,
            votes=votes,
            scale=self.scale,
            limits=self._limits(),
            name=self.name,
            lines=self.lines,
        )

    def _fail(self, line: int, sentence: str) -> PabulibError:
        return PabulibError(self.name, line, sentence)

    def _read_meta(self) -> None:
        section = self.found["META"]
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            if row["key"] in self.meta:
                raise self._fail(line, f"The key {row['key']!r} appears twice in META.")
            self.meta[row["key"]] = row["value"]
            self.lines[row["key"]] = line
        for key in ("budget", "vote_type"):
            if not self.meta.get(key):
                line = self.lines.get(key, section.line)
                raise self._fail(line, f"META does not tell the {key}.")

    def _find_scale(self) -> None:
        """Minor units per unit of currency: 100, or what the finest amount needs."""
        section = self.found["PROJECTS"]
        column = section.columns.index("cost")
        amounts = [cells[column] for _, cells in section.rows]
        amounts += [self.meta.get(key, "") for key in ("budget", *SUMS)]
        finest = max(len(amount.partition(".")[2].rstrip("0")) for amount in amounts)
        if finest > 2 and finest <= 30:
            self.scale = 10**finest

    def _amount(self, text: str, line: int, what: str) -> int:
        """An amount of money in minor units."""
        if text.startswith("-") and AMOUNT.fullmatch(text[1:]):
            raise self._fail(line, f"The {what} {text} is negative.")
        if not AMOUNT.fullmatch(text):
            raise self._fail(line, f"The {what} {text[:40]!r} is not an amount.")
        whole, _, decimals = text.partition(".")
        digits = len(str(self.scale)) - 1
        return int(whole) * self.scale + int(decimals.rstrip("0").ljust(digits, "0"))

    def _projects(self) -> tuple[PabulibProject, ...]:
        section = self.found["PROJECTS"]
        seen: dict[str, int] = {}
        projects = []
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            project = row["project_id"]
            if not project or "," in project:
                raise self._fail(line, f"The project id {project!r} is empty or holds a comma.")
            if project in seen:
                raise self._fail(line, f"Project {project} is also on line {seen[project]}.")
            seen[project] = line
            projects.append(self._project(row, line))
        return tuple(projects)

    def _project(self, row: Mapping[str, str], line: int) -> PabulibProject:
        return PabulibProject(
            id=row["project_id"],
            cost=self._amount(row["cost"], line, f"cost of project {row['project_id']}"),
            name=row.get("name"),
            category=row.get("category"),
            target=row.get("target"),
            votes=_whole(row.get("votes")),
            selected=_whole(row.get("selected")),
            other={column: text for column, text in row.items() if column not in NAMED},
            line=line,
        )

    def _votes(self, known: frozenset[str]) -> tuple[PabulibVote, ...]:
        section = self.found["VOTES"]
        voter_at, vote_at = section.columns.index("voter_id"), section.columns.index("vote")
        extra = [
            (n, name) for n, name in enumerate(section.columns) if n not in (voter_at, vote_at)
        ]
        seen: dict[str, int] = {}
        choices: dict[str, tuple[str, ...]] = {}
        votes = []
        for line, cells in section.rows:
            voter, text = cells[voter_at], cells[vote_at]
            first = seen.setdefault(voter, line)
            if first != line or not voter:
                raise self._fail(line, _bad_voter(voter, first))
            choice = choices.get(text)
            if choice is None:
                choice = choices[text] = self._choice(text, known, line)
            other = {name: cells[n] for n, name in extra}
            votes.append(PabulibVote(voter, choice, other, line))
        return tuple(votes)

    def _choice(self, text: str, known: frozenset[str], line: int) -> tuple[str, ...]:
        if not text:
            return ()
        choice = tuple(project.strip() for project in text.split(","))
        for project in choice:
            if project not in known:
                raise self._fail(line, f"The vote names the unknown project {project!r}.")
            if choice.count(project) > 1:
                raise self._fail(line, f"The vote names project {project} twice.")
        return choice

    def _check_number(self, key: str, found: int, what: str) -> None:
        if key not in self.meta:
            return
        declared = self.meta[key]
        if _whole(declared) != found:
            sentence = f"META tells {key} {declared}, but the file holds {found} {what}."
            raise self._fail(self.lines[key], sentence)

    def _limits(self) -> dict[str, int]:
        """The declared limits of a ballot, as far as they are numbers."""
        limits = {key: _whole(self.meta.get(key)) for key in LENGTHS}
        for key in SUMS:
            text = self.meta.get(key, "")
            limits[key] = self._amount(text, 0, key) if AMOUNT.fullmatch(text) else None
        return {key: limit for key, limit in limits.items() if limit is not None}


def _whole(text: str | None) -> int | None:
    """A whole number, also written 12.0; None when it is absent or something else."""
    found = re.fullmatch(r"([0-9]{1,18})(?:\.0*)?", text or "", re.ASCII)
    return int(found[1]) if found else None


def _bad_voter(voter: str, first: int) -> str:
    return f"Voter {voter} also voted on line {first}." if voter else "The voter id is empty."
