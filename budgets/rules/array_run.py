"""A run of equal shares over numpy arrays: the same result as `plain_run`, quicker when large."""

# What a voter has is kept twice. As a float64 per distinct ballot, off by less than a bound that
# grows with the number of purchases: this screens. And as a history: the full prices that the
# ballot has paid. A voter who once paid less than the price has nothing left, so the exact amount
# is the share minus the payments in the history; for many voters together only the *number* of
# times that each payment was made is needed. Integers decide wherever the bound leaves doubt:
# who can pay the full price, whether a project is affordable, and which rate is lowest.
#
# numpy is optional: `layout` looks whether it is here, and whether floats can hold the numbers.

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from budgets.rules.array_sides import Side
from budgets.rules.electorate import Electorate
from budgets.rules.flat import Array, Flat, flatten, np
from budgets.rules.run import ROUNDING, Purchase, Run

WORTH_IT = 5_000  # marks by all voters, from which arrays are quicker
MOST = 2**50  # floats and int64 hold smaller whole numbers exactly, with room to add
NO_PAYMENT = 0
PATIENCE = 100  # steps towards a price; each passes at least one voter who runs out of money


def layout(electorate: Electorate) -> Flat | None:
    """The ballots for arrays; None where these are absent, not worth it or not exact enough."""
    largest = max(sum(electorate.scores), max(electorate.costs, default=0))
    if np is None or largest >= MOST or sum(electorate.votes) < WORTH_IT:
        return None
    profile = electorate.profile
    return profile.flat or flatten(profile.ballots, profile.approvals)


@dataclass(frozen=True, slots=True)
class Bill:
    """Who pays what for one project, exactly. Arrays are indexed by supporter.

    The price per point is due / (rich * denominator); rich is 0 when they cannot pay.
    """

    due: int
    rich: int
    alive: Array  # Who has money
    full: Array  # Who pays the full price
    broke: Array  # Who of `full` keeps nothing


class ArrayRun(Run):
    def __init__(self, electorate: Electorate, share: Fraction, sides: list[Side]) -> None:
        super().__init__(electorate, share)
        self._sides = sides
        self._money = np.full(electorate.size, share.numerator / share.denominator)
        longest = max(map(len, electorate.profile.ballots))
        self._history = np.zeros((electorate.size, longest), np.int32)  # numbers of payments
        self._depth = np.zeros(electorate.size, np.int64)  # how many of them each ballot has made
        self._deepest = 0
        self._denominator = share.denominator
        self._share = share.numerator  # over the denominator, as are the payments
        self._payments = [NO_PAYMENT]
        self._prices: dict[int, tuple[int, float, float]] = {}  # when, the price, its slack

    def left(self, project: int) -> Fraction:
        side = self._sides[project]
        return Fraction(self._owned(side, self._levels(side) > 0), self._denominator)

    def _levels(self, side: Side) -> Array:
        money = self._money[side.ballots]
        return money if side.points is None else money / side.points

    def _doubt(self, project: int, money: float) -> float:
        """Bound on the error of a sum of payments of about `money`."""
        # Each purchase adds less than two roundings of a share to the error of an amount.
        share = self._share / self._denominator
        amounts = (len(self.purchases) + 2) * share * self.electorate.scores[project]
        return ROUNDING * (amounts + (len(self._sides[project].ballots) + 8) * money)

    def _rate_bounds(self, project: int, low: float, ceiling: float) -> tuple[float, float] | None:
        """Newton's method from below on the payments, which are concave in the price."""
        side, scale = self._sides[project], self.electorate.scale[project]
        cost = self.electorate.costs[project]
        levels, doubt = self._levels(side), self._doubt(project, cost)
        price = low * scale
        for _ in range(PATIENCE):
            need = cost - side.pay(levels, price)
            if need <= doubt:
                return self._near(project, levels, price, doubt)
            slope = side.above(levels, price)
            if slope == 0:
                return None
            price += need / slope
            low = max(low, (price - 2 * doubt / slope) / scale * (1 - ROUNDING))
            if low > ceiling:
                return low, float("inf")
        return self._around(project)

    def _near(
        self, project: int, levels: Array, price: float, doubt: float
    ) -> tuple[float, float] | None:
        """Bounds around a price at which the payments come to the cost, within the doubt."""
        # Weights are whole voters, so payments grow by at least 1 per unit of price while any
        # supporter has more: the exact price is as near as the payments are.
        total = self._sides[project].total(levels)
        if total - self.electorate.costs[project] <= doubt + self._doubt(project, total):
            return self._around(project)
        scale = self.electorate.scale[project]
        slack = 2 * doubt + price * ROUNDING
        self._prices[project] = len(self.purchases), price, 2 * slack
        return (price - slack) / scale * (1 - ROUNDING), (price + slack) / scale * (1 + ROUNDING)

    def _around(self, project: int) -> tuple[float, float] | None:
        # Floats leave too much doubt here, so the bounds come from the exact rate.
        if not self._bill(project).rich:
            return None
        rate = self._exact_rate(project)
        near = rate.numerator / rate.denominator
        return near * (1 - ROUNDING), near * (1 + ROUNDING)

    def _exact_rate(self, project: int) -> Fraction:
        bill = self._bill(project)
        full = bill.rich * self._denominator * self.electorate.scale[project]
        return Fraction(bill.due, full)

    def _bill(self, project: int) -> Bill:
        # Supporters who are surely poor pay all they have; the others are checked one by one.
        side = self._sides[project]
        levels = self._levels(side)
        alive = levels > 0
        price, slack = self._estimate(project, levels)
        poor, full = alive & (levels < price - slack), levels > price + slack
        due = self.electorate.costs[project] * self._denominator - self._owned(side, poor)
        rich = side.sum_of_points(alive & ~poor)
        broke = np.zeros(len(levels), bool)
        for amount, points, members in self._groups(side, alive & ~poor & ~full):
            if due * points <= amount * rich:
                full[members] = True
                broke[members] = due * points == amount * rich
            else:
                due -= amount * side.heads(members)
                rich -= points * side.heads(members)
        return Bill(due, rich, alive, full, broke)

    def _estimate(self, project: int, levels: Array) -> tuple[float, float]:
        """A price per point, and its largest error; the highest level where no price is enough."""
        when, price, slack = self._prices.get(project, (-1, 0.0, 0.0))
        if when == len(self.purchases):
            return price, slack
        side, cost = self._sides[project], self.electorate.costs[project]
        order = np.argsort(levels)
        sorted_, weights = levels[order], side.weights[order]
        paid = np.concatenate(([0.0], np.cumsum(sorted_ * weights)[:-1]))
        rich = np.cumsum(weights[::-1])[::-1]
        enough = cost - paid <= sorted_ * rich
        most = float(sorted_[-1])
        slack = 2 * self._doubt(project, max(cost, side.total(levels)))
        if not enough.any():
            return most, slack + most * ROUNDING
        first = int(enough.argmax())
        price = float((cost - paid[first]) / rich[first])
        return min(price, most), slack + most * ROUNDING

    def _owned(self, side: Side, members: Array) -> int:
        times = side.times(self._history[:, : self._deepest], members, len(self._payments))
        paid = sum(n * owed for n, owed in zip(times, self._payments, strict=True) if n and owed)
        return side.heads(members) * self._share - paid

    def _groups(self, side: Side, members: Array) -> Iterator[tuple[int, int, Array]]:
        """(exact money, points, supporters) of equal supporters, the poorest per point first."""
        alike: dict[tuple[bytes, int], list[int]] = {}
        for member in np.flatnonzero(members).tolist():
            history = self._history[side.ballots[member]].tobytes()
            points = 1 if side.points is None else int(side.points[member])
            alike.setdefault((history, points), []).append(member)
        found = []
        for (history, points), group in alike.items():
            numbers = np.frombuffer(history, np.int32).tolist()
            amount = self._share - sum(self._payments[number] for number in numbers)
            found.append((amount, points, np.array(group)))
        yield from sorted(found, key=lambda one: Fraction(one[0], one[1]))

    def _pay(self, project: int) -> Purchase:
        side, bill = self._sides[project], self._bill(project)
        common = gcd(bill.due, bill.rich)
        price, factor = bill.due // common, bill.rich // common
        self._denominator *= factor
        self._share *= factor
        self._payments = [payment * factor for payment in self._payments]
        keep = bill.full & ~bill.broke
        self._charge(side, keep, price)
        self._money[side.ballots[bill.alive & ~keep]] = 0.0
        payers, full = side.heads(bill.alive), side.heads(bill.full)
        return Purchase(project, price, self._denominator, payers, full)

    def _charge(self, side: Side, keep: Array, price: int) -> None:
        ballots = side.ballots[keep]
        rate = price / self._denominator
        points = None if side.points is None else side.points[keep]
        cost = rate if points is None else rate * points
        rest = self._money[ballots] - cost
        for place in np.flatnonzero(rest <= 0).tolist():  # too little for floats
            rest[place] = self._rest(int(ballots[place]), price, points, place)
        self._money[ballots] = rest
        depth = self._depth[ballots]
        self._history[ballots, depth] = self._number(price, points)
        self._depth[ballots] = depth + 1
        self._deepest = max(self._deepest, int(depth.max(initial=-1)) + 1)

    def _rest(self, ballot: int, price: int, points: Array | None, place: int) -> float:
        # Rounded from the exact amount, which is above 0.
        paid = sum(self._payments[number] for number in self._history[ballot].tolist())
        given = 1 if points is None else int(points[place])
        return max((self._share - paid - price * given) / self._denominator, 5e-324)

    def _number(self, price: int, points: Array | None) -> int | Array:
        first = len(self._payments)
        if points is None:
            self._payments.append(price)
            return first
        given, which = np.unique(points, return_inverse=True)
        self._payments += [price * int(number) for number in given]
        return first + which
