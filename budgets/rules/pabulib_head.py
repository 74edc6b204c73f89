"""What a Pabulib file says before its votes: META and PROJECTS."""

import re
from collections.abc import Mapping

from budgets.rules.pabulib_file import PabulibFile, PabulibProject
from budgets.rules.pabulib_kinds import POINTS, SHOWN, excerpt, vote_type, whole
from budgets.rules.pabulib_rows import Section
from governance.rules.source import FileError

LENGTHS = ("min_length", "max_length")
SUMS = ("min_sum_cost", "max_sum_cost")
GIVEN = ("min_points", "max_points", "min_sum_points", "max_sum_points")
NAMED = ("project_id", "cost", "name", "category", "target", "votes", "selected")
AMOUNT = re.compile(r"[0-9]{1,30}(?:\.[0-9]{0,30})?", re.ASCII)


def read_head(found: Mapping[str, Section], name: str) -> PabulibFile:
    return _HeadReader(found, name).file()


def check_numbers(file: PabulibFile, votes: int) -> None:
    held = {"projects": len(file.projects), "votes": votes}
    for what, number in held.items():
        key = f"num_{what}"
        declared = file.meta.get(key)
        if declared is not None and whole(declared) != number:
            told = f"META tells {key} {excerpt(declared)}, but the file holds {number} {what}."
            raise FileError(file.name, file.lines[key], told)


class _HeadReader:
    def __init__(self, found: Mapping[str, Section], name: str) -> None:
        self.name = name
        self.found = found
        self.meta: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.scale = 100

    def file(self) -> PabulibFile:
        self._read_meta()
        self._find_scale()
        file = PabulibFile(
            meta=self.meta,
            budget=self._budget(),
            projects=self._projects(),
            votes=(),
            scale=self.scale,
            limits=self._limits(),
            name=self.name,
            lines=self.lines,
        )
        _ = file.minimum_support, file.default_score  # refuse what is no number
        return file

    def _fail(self, line: int, sentence: str) -> FileError:
        return FileError(self.name, line, sentence)

    def _read_meta(self) -> None:
        section = self.found["META"]
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            if row["key"] in self.meta:
                raise self._fail(line, f"The key {excerpt(row['key'])} appears twice in META.")
            self.meta[row["key"]] = row["value"]
            self.lines[row["key"]] = line
        for key in ("budget", "vote_type"):
            if not self.meta.get(key):
                line = self.lines.get(key, section.line)
                raise self._fail(line, f"META does not tell the {key}.")

    def _find_scale(self) -> None:
        section = self.found["PROJECTS"]
        column = section.columns.index("cost")
        amounts = [cells[column] for _, cells in section.rows]
        amounts += [self.meta.get(key, "") for key in ("budget", *SUMS)]
        finest = max(len(amount.partition(".")[2].rstrip("0")) for amount in amounts)
        if finest > 2 and finest <= 30:
            self.scale = 10**finest

    def _amount(self, text: str, line: int, what: str) -> int:
        if text.startswith("-") and AMOUNT.fullmatch(text[1:]):
            raise self._fail(line, f"The {what} {text} is negative.")
        if not AMOUNT.fullmatch(text):
            raise self._fail(line, f"The {what} {text[:SHOWN]!r} is not an amount.")
        units, _, decimals = text.partition(".")
        digits = len(str(self.scale)) - 1
        return int(units) * self.scale + int(decimals.rstrip("0").ljust(digits, "0"))

    def _budget(self) -> int:
        line = self.lines["budget"]
        budget = self._amount(self.meta["budget"], line, "budget")
        if budget == 0:
            raise self._fail(line, "The budget is 0, so there is nothing to divide.")
        return budget

    def _projects(self) -> tuple[PabulibProject, ...]:
        section = self.found["PROJECTS"]
        seen: dict[str, int] = {}
        projects = []
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            project = row["project_id"]
            if not project or "," in project:
                raise self._fail(
                    line, f"The project id {project[:SHOWN]!r} is empty or holds a comma."
                )
            if project in seen:
                raise self._fail(
                    line, f"Project {excerpt(project)} is also on line {seen[project]}."
                )
            seen[project] = line
            projects.append(self._project(row, line))
        return tuple(projects)

    def _project(self, row: Mapping[str, str], line: int) -> PabulibProject:
        return PabulibProject(
            id=row["project_id"],
            cost=self._amount(row["cost"], line, f"cost of project {excerpt(row['project_id'])}"),
            name=row.get("name"),
            category=row.get("category"),
            target=row.get("target"),
            votes=whole(row.get("votes")),
            selected=whole(row.get("selected")),
            other={column: text for column, text in row.items() if column not in NAMED},
            line=line,
        )

    def _limits(self) -> dict[str, int]:
        kind = vote_type(self.meta["vote_type"])
        keys = LENGTHS + GIVEN if kind in POINTS else LENGTHS
        limits = {key: whole(self.meta.get(key)) for key in keys}
        if kind == "choose-1":
            limits["max_length"] = 1
        for key in SUMS:
            text = self.meta.get(key, "")
            limits[key] = self._amount(text, 0, key) if AMOUNT.fullmatch(text) else None
        return {key: limit for key, limit in limits.items() if limit is not None}
