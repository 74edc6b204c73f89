"""Write Pabulib `.pb` files, so that tools that this project did not write can recount."""

from collections.abc import Iterable, Mapping, Sequence

from budgets.rules.pabulib_file import PabulibFile, PabulibProject, PabulibVote
from budgets.rules.pabulib_kinds import POINTS, vote_type
from budgets.rules.pabulib_rows import SECTIONS


def write(file: PabulibFile) -> str:
    """The text of the file, to be stored as UTF-8; `compose` makes META agree with the rest."""
    # A column that may be left out is written when any row has it. ValueError for an id that the
    # format cannot hold, and for points that do not fit the choice or the kind of ballots.
    pointed = vote_type(file.meta.get("vote_type", "")) in POINTS
    projects = [_project(project, file.scale) for project in file.projects]
    votes = [_vote(vote, pointed) for vote in file.votes]
    meta = [{"key": key, "value": value} for key, value in file.meta.items()]
    return "".join(
        [
            *_section("META", ("key", "value"), meta),
            *_section("PROJECTS", ("project_id", "cost"), projects),
            *_section("VOTES", ("voter_id", "vote", *(["points"] if pointed else [])), votes),
        ]
    )


def amount(minor: int, scale: int) -> str:
    whole, rest = divmod(minor, scale)
    decimals = str(rest).zfill(len(str(scale)) - 1).rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def _project(project: PabulibProject, scale: int) -> dict[str, str]:
    _check_id(project.id)
    optional = {
        "name": project.name,
        "category": project.category,
        "target": project.target,
        "votes": project.votes,
        "selected": project.selected,
    }
    row = {"project_id": project.id, "cost": amount(project.cost, scale)}
    row |= {column: str(value) for column, value in optional.items() if value is not None}
    return {**row, **project.other}


def _vote(vote: PabulibVote, pointed: bool) -> dict[str, str]:
    if not vote.voter or vote.voter != vote.voter.strip():
        raise ValueError(f"The voter id {vote.voter!r} cannot be written.")
    for project in vote.choice:
        _check_id(project)
    if len(vote.points) != (len(vote.choice) if pointed else 0) or min(vote.points, default=0) < 0:
        raise ValueError(f"The points {vote.points} of voter {vote.voter} cannot be written.")
    row = {"voter_id": vote.voter, "vote": ",".join(vote.choice)}
    if pointed:
        row["points"] = ",".join(map(str, vote.points))
    return {**row, **vote.other}


def _check_id(project: str) -> None:
    if not project or "," in project or project != project.strip():
        raise ValueError(f"The project id {project!r} cannot be written.")


def _section(title: str, first: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Iterable[str]:
    columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
    yield f"{title}\n"
    yield _line(columns)
    for row in rows:
        cells = [row.get(column, "") for column in columns]
        if cells[0] in SECTIONS and not any(cells[1:]):
            raise ValueError(f"A row of {title} reads as the heading {cells[0]}.")
        yield _line(cells)


def _line(cells: Iterable[str]) -> str:
    return ";".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    # By the rules of csv a lone CR must be quoted too.
    if any(sign in text for sign in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
