"""A run of equal shares in integers and lists, with the standard library alone."""

# Ballots with the same history of payments form a *class*, which has one exact amount of money:
# an integer numerator over a denominator that all amounts of a round share. Floats are rounded
# from the exact amounts.

from collections import Counter
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from budgets.rules.electorate import Electorate
from budgets.rules.run import ROUNDING, Purchase, Run

PENNILESS, START = 0, 1  # class numbers


class Row(NamedTuple):
    """Equal supporters of a project, in the order in which they run out of money."""

    # Money per point, times the common multiple of all points of the project.
    level: int
    # Of each, numerator over the current denominator.
    money: int
    points: int
    voters: int
    number: int  # of their class


class PlainRun(Run):
    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        super().__init__(electorate, share)
        self._class_of = [START] * electorate.size
        self._numerator = [0, share.numerator]  # per class, over _denominators[_depth]
        self._depth = [0, 0]  # per class: how many purchases its amount is old
        self._money = [0.0, share.numerator / share.denominator]  # per class, rounded
        self._denominators = [share.denominator]
        self._factors: dict[int, int] = {0: 1}  # depth -> current denominator over that one

    def left(self, project: int) -> Fraction:
        total = sum(row.money * row.voters for row in self._rows(project))
        return Fraction(total, self._denominators[-1])

    def _rate_bounds(self, project: int, low: float, ceiling: float) -> tuple[float, float] | None:
        # Float payments are off by less than `doubt`, one rounding per class. Weights are whole
        # voters, so real payments grow by at least 1 per unit of price while any supporter has
        # more: the exact price is within `doubt` too. Close to the limit integers decide. `low` and
        # `ceiling` would not make this quicker.
        levels = sorted([(self._money[c] / p, n * p) for (c, p), n in self._counts(project)])
        if not levels:
            return None
        cost, scale = self.electorate.costs[project], self.electorate.scale[project]
        doubt = (len(levels) + 4) * ROUNDING * cost
        price = most = levels[-1][0]
        poor, rich = 0.0, sum([points for _, points in levels])
        for amount, points in levels:
            if cost - poor <= amount * rich:
                price = (cost - poor) / rich
                break
            poor += amount * points
            rich -= points
        if rich == 0 and poor < cost - doubt:
            return None
        if most - price <= 2 * doubt + most * ROUNDING and not self._exact_price(project)[1]:
            return None
        doubt += price * ROUNDING
        return (price - doubt) / scale * (1 - ROUNDING), (price + doubt) / scale * (1 + ROUNDING)

    def _counts(self, project: int) -> list[tuple[tuple[int, int], int]]:
        """((class, points), number of voters) of the supporters who have money."""
        class_of = self._class_of
        found: list[tuple[tuple[int, int], int]] = []
        for group in self.electorate.supporters[project]:
            counts = Counter(map(class_of.__getitem__, group.single))
            for ballot, voters in group.heavy:
                counts[class_of[ballot]] += voters
            del counts[PENNILESS]
            found += [((number, group.points), voters) for number, voters in counts.items()]
        return found

    def _rows(self, project: int) -> list[Row]:
        multiple = lcm(*(group.points for group in self.electorate.supporters[project]))
        rows = []
        for (number, points), voters in self._counts(project):
            depth = self._depth[number]
            factor = self._factors.get(depth)
            if factor is None:
                factor = self._factors[depth] = self._denominators[-1] // self._denominators[depth]
            money = self._numerator[number] * factor
            rows.append(Row(money * (multiple // points), money, points, voters, number))
        rows.sort()
        return rows

    def _exact_price(self, project: int, rows: list[Row] | None = None) -> tuple[int, int, int]:
        """(due, rich, full): the price is due / (rich * denominator); `full` voters pay it."""
        # `rich` is the points of those voters; it is 0 when the supporters together cannot pay.
        rows = self._rows(project) if rows is None else rows
        due = self.electorate.costs[project] * self._denominators[-1]
        rich = sum(row.voters * row.points for row in rows)
        full = sum(row.voters for row in rows)
        for row in rows:
            if due * row.points <= row.money * rich:
                return due, rich, full
            due -= row.money * row.voters
            rich -= row.voters * row.points
            full -= row.voters
        return due, 0, 0

    def _exact_rate(self, project: int) -> Fraction:
        due, rich, _ = self._exact_price(project)
        full = rich * self._denominators[-1] * self.electorate.scale[project]
        return Fraction(due, full)

    def _pay(self, project: int) -> Purchase:
        rows = self._rows(project)
        due, rich, full = self._exact_price(project, rows)
        common = gcd(due, rich)
        price, factor = due // common, rich // common
        self._denominators.append(self._denominators[-1] * factor)
        self._factors = {len(self._denominators) - 1: 1}
        self._move(project, self._moves(rows, price, factor))
        payers = sum(row.voters for row in rows)
        return Purchase(project, price, self._denominators[-1], payers, full)

    def _moves(self, rows: list[Row], price: int, factor: int) -> dict[tuple[int, int], int]:
        # From (old class, points) to new class, for the payers who keep something.
        denominator, depth = self._denominators[-1], len(self._denominators) - 1
        moves: dict[tuple[int, int], int] = {}
        for row in rows:
            rest = row.money * factor - price * row.points
            if rest > 0:
                moves[row.number, row.points] = len(self._money)
                self._numerator.append(rest)
                self._depth.append(depth)
                self._money.append(rest / denominator)
        return moves

    def _move(self, project: int, moves: dict[tuple[int, int], int]) -> None:
        class_of = self._class_of
        for group in self.electorate.supporters[project]:
            mine = {
                number: new for (number, points), new in moves.items() if points == group.points
            }
            for ballot in group.single:
                class_of[ballot] = mine.get(class_of[ballot], PENNILESS)
            for ballot, _ in group.heavy:
                class_of[ballot] = mine.get(class_of[ballot], PENNILESS)
