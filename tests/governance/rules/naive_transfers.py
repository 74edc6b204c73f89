"""IRV and Scottish STV straight from the text of the rule: slow, and another way round.

Every ballot is a sheet of paper with a value in votes, an exact fraction, that somebody holds;
what a candidate has is added up from the sheets at every stage.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.governance.rules.elections import Election

Votes = dict[str, Fraction]
Tied = tuple[int, str, tuple[str, ...], str, int | None]  # stage, purpose, tied, chosen, earlier


@dataclass
class Sheet:
    unread: list[set[str]]  # the ranks below the one that counts now
    value: Fraction
    holder: str | None = None  # nobody: non-transferable


@dataclass
class Row:
    """One stage. rest: votes that nobody has; lost: the part of these that was cut off."""

    action: str
    candidates: tuple[str, ...]
    elected: tuple[str, ...]
    votes: Votes
    rest: Fraction
    lost: Fraction


def sheets_of(election: Election) -> list[Sheet]:
    sheets = []
    for ballot in election.ballots:
        groups = [rank if isinstance(rank, tuple) else (rank,) for rank in ballot]
        ranks = [{election.candidates[number] for number in group} for group in groups]
        if ranks:
            sheets.append(Sheet(ranks, Fraction(1)))
    return sheets


def hand_over(sheet: Sheet, hopeful: set[str]) -> None:
    sheet.holder = None
    while sheet.unread and sheet.holder is None:
        group = sheet.unread.pop(0) & hopeful
        if len(group) > 1:
            sheet.unread.clear()
        elif group:
            sheet.holder = group.pop()


def five_decimals(value: Fraction) -> Fraction:
    return Fraction(floor(value * 10**5), 10**5)


class Count:
    """All the sheets, who is still hopeful, and the stages so far."""

    def __init__(self, election: Election) -> None:
        self.ties: list[Tied] = []
        self.order = election.order
        self.sheets = sheets_of(election)
        self.valid = len(self.sheets)
        self.hopeful = set(election.candidates)
        self.settled: Votes = {}  # what the elected keep once their surplus is passed on
        self.rows: list[Row] = []
        for sheet in self.sheets:
            hand_over(sheet, self.hopeful)

    def votes(self) -> Votes:
        held = {name: Fraction(0) for name in self.order}
        for sheet in self.sheets:
            if sheet.holder is not None:
                held[sheet.holder] += sheet.value
        return {name: self.settled.get(name, held[name]) for name in self.order}

    def standing(self, name: str) -> tuple[object, ...]:
        """Compares as the votes now do, then those a stage ago, and so on, then the order."""
        past = [row.votes[name] for row in reversed(self.rows)]
        return (self.votes()[name], *past, -self.order.index(name))

    def choose(self, names: set[str], purpose: str) -> str:
        """The one with the highest standing, or the lowest for an exclusion; keeps the tie."""
        chosen = (min if purpose == "exclusion" else max)(names, key=self.standing)
        votes = self.votes()
        tied = tuple(name for name in self.order if name in names and votes[name] == votes[chosen])
        if len(tied) > 1:
            parted = [self.last_parted(chosen, rival) for rival in tied if rival != chosen]
            self.ties.append((len(self.rows) + 1, purpose, tied, chosen, min(parted) or None))
        return chosen

    def last_parted(self, one: str, other: str) -> int:
        """The most recent stage at which these two had different votes; 0 for never."""
        stages = [place + 1 for place, r in enumerate(self.rows) if r.votes[one] != r.votes[other]]
        return max(stages, default=0)

    def close(self, action: str, whom: tuple[str, ...], elected: set[str]) -> None:
        ordered: list[str] = []
        while left := elected - {*ordered}:
            ordered.append(self.choose(left, "order"))
        self.hopeful -= elected
        votes = self.votes()
        unheld = sum((s.value for s in self.sheets if s.holder is None), Fraction(0))
        rest = self.valid - sum(votes.values(), Fraction(0))
        self.rows.append(Row(action, whom, tuple(ordered), votes, rest, rest - unheld))

    def pass_on(self, name: str, share: Fraction) -> None:
        for sheet in self.sheets:
            if sheet.holder == name:
                sheet.value = five_decimals(share * sheet.value)
                hand_over(sheet, self.hopeful)

    def exclude(self) -> tuple[str, ...]:
        lowest = self.choose(self.hopeful, "exclusion")
        self.hopeful.remove(lowest)
        self.pass_on(lowest, Fraction(1))
        return (lowest,)


def naive_irv(election: Election) -> Count:
    count = Count(election)

    def chosen() -> set[str]:
        votes = count.votes()
        half = Fraction(sum(votes.values()), 2)
        last = count.hopeful if len(count.hopeful) == 1 else set()
        return {name for name in count.hopeful if votes[name] > half} | last

    count.close("count", (), chosen())
    while not count.rows[-1].elected:
        count.close("exclude", count.exclude(), chosen())
    return count


def naive_stv(election: Election) -> Count:
    count = Count(election)
    quota = Fraction(count.valid // (election.seats + 1) + 1)

    def reached() -> set[str]:
        return {name for name in count.hopeful if count.votes()[name] >= quota}

    count.close("count", (), reached())
    while True:
        votes = count.votes()
        elected = [name for row in count.rows for name in row.elected]
        vacancies = election.seats - len(elected)
        rich = {name for name in elected if votes[name] > quota}
        if vacancies == 0:
            return count
        if vacancies == len(count.hopeful):
            count.close("fill", (), set(count.hopeful))
            count.rows[-1].candidates = count.rows[-1].elected
        elif rich:
            first = count.choose(rich, "surplus")
            surplus, total = votes[first] - quota, votes[first]
            count.settled[first] = quota
            count.pass_on(first, surplus / total)
            count.close("surplus", (first,), reached())
        else:
            count.close("exclude", count.exclude(), reached())
