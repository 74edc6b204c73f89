"""The votes of a Pabulib file one by one, each with its voter, its line and its other columns."""

from budgets.rules.pabulib_file import PabulibFile, PabulibVote
from budgets.rules.pabulib_kinds import POINTS, excerpt, read_choice, read_points
from budgets.rules.pabulib_rows import Section
from governance.rules.source import FileError

Cells = tuple[tuple[str, ...], tuple[int, ...]]  # choice, points


def read_votes(head: PabulibFile, section: Section) -> tuple[PabulibVote, ...]:
    return _VotesReader(head, section).votes()


def require_points(head: PabulibFile, section: Section) -> None:
    if head.vote_type in POINTS and "points" not in section.columns:
        kind = head.vote_type
        sentence = f"The column names of VOTES lack 'points', which {kind} ballots need."
        raise FileError(head.name, section.heading, sentence)


class _VotesReader:
    def __init__(self, head: PabulibFile, section: Section) -> None:
        require_points(head, section)
        self.name = head.name
        self.section = section
        self.known = frozenset(project.id for project in head.projects)
        self.pointed = head.vote_type in POINTS

    def votes(self) -> tuple[PabulibVote, ...]:
        columns = self.section.columns
        voter_at, vote_at = columns.index("voter_id"), columns.index("vote")
        points_at = columns.index("points") if self.pointed else None
        extra = [
            (n, name) for n, name in enumerate(columns) if n not in (voter_at, vote_at, points_at)
        ]
        seen: dict[str, int] = {}
        read: dict[tuple[str, str], Cells] = {}
        votes = []
        for line, cells in self.section.rows:
            voter = cells[voter_at]
            first = seen.setdefault(voter, line)
            if first != line or not voter:
                raise FileError(self.name, line, _bad_voter(voter, first))
            key = cells[vote_at], "" if points_at is None else cells[points_at]
            found = read.get(key)
            if found is None:
                found = read[key] = self._read(*key, line)
            other = {name: cells[n] for n, name in extra}
            votes.append(PabulibVote(voter, found[0], other, line, found[1]))
        return tuple(votes)

    def _read(self, vote: str, points: str, line: int) -> Cells:
        try:
            choice = read_choice(vote, self.known)
            given = read_points(points, len(choice)) if self.pointed else ()
        except ValueError as error:
            raise FileError(self.name, line, str(error)) from None
        return choice, given


def _bad_voter(voter: str, first: int) -> str:
    if not voter:
        return "The voter id is empty."
    return f"Voter {excerpt(voter)} also voted on line {first}."
