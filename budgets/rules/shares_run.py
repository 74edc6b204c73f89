"""One run of the Method of Equal Shares at a given share, exact and fast.

Source: Peters, Pierczyński, Skowron 2021, "Proportional Participatory Budgeting with
Additive Utilities" (NeurIPS), section 3. Every voter starts with the same share. A project
is affordable when its supporters together still have its cost. Its *price* is what a
supporter with enough money pays; the others pay all they have. Its *rate* (rho in the paper)
is the price per unit of utility. The affordable project with the lowest rate is bought, until
none is affordable.

How it is fast: ballots with the same history of payments form a *class*, which has one exact
amount of money: an integer numerator over a denominator that all amounts of a round share.
The rate of a project never falls while money is spent, so its last rate is a lower bound and
a queue skips projects that cannot win. Floats, rounded from the exact amounts and with a
bound on their error, screen; integers decide whenever the bound leaves doubt.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd

from budgets.rules.allocation import Resolution
from budgets.rules.profile import Profile

PENNILESS, START = 0, 1  # class numbers
ROUNDING = 2.0**-49  # sixteen times the unit roundoff of float64


@dataclass(frozen=True, slots=True)
class Electorate:
    """A profile laid out for counting; all sequences are indexed by project or by ballot.

    scale: utility of a project to a supporter (its cost, or 1).
    ranks: place in the tie order.  eligible: the projects that take part.
    single, heavy: per project the ballots that approve it, cast once, and (ballot, times).
    """

    costs: Sequence[int]
    votes: Sequence[int]
    scale: Sequence[int]
    ranks: Sequence[int]
    eligible: Sequence[int]
    ballots: int
    single: Sequence[Sequence[int]]
    heavy: Sequence[Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Purchase:
    """project was bought; the price is numerator / denominator minor units."""

    project: int
    numerator: int
    denominator: int
    payers: int
    paying_full: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The `tied` projects had equal rates for this place; `chosen` was bought."""

    place: int
    tied: tuple[int, ...]
    chosen: int
    resolved_by: Resolution


Row = tuple[int, int, int]  # money (numerator over the current denominator), voters, class


def lay_out(
    profile: Profile, by_cost: bool, ranks: Sequence[int], eligible: Sequence[int]
) -> Electorate:
    """The electorate of a profile; `eligible` projects have a cost and votes."""
    single: list[list[int]] = [[] for _ in profile.projects]
    heavy: list[list[tuple[int, int]]] = [[] for _ in profile.projects]
    for number, (ballot, count) in enumerate(profile.ballots.items()):
        for project in ballot:
            if count == 1:
                single[project].append(number)
            else:
                heavy[project].append((number, count))
    costs = [project.cost for project in profile.projects]
    scale = costs if by_cost else [1] * len(costs)
    ballots = len(profile.ballots)
    return Electorate(costs, profile.votes(), scale, ranks, eligible, ballots, single, heavy)


class Run:
    """The state of one run; `buy_all` makes it, the rest reads it."""

    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        self.electorate = electorate
        self.share = share
        self.purchases: list[Purchase] = []
        self.draws: list[Draw] = []
        self.spent = 0
        self._class_of = [START] * electorate.ballots
        self._numerator = [0, share.numerator]  # per class, over _denominators[_depth]
        self._depth = [0, 0]  # per class: how many purchases its amount is old
        self._money = [0.0, share.numerator / share.denominator]  # per class, rounded
        self._denominators = [share.denominator]
        self._factors: dict[int, int] = {0: 1}  # depth -> current denominator over that one
        e = electorate
        # No price is below an equal split of the cost, and rounding gets the benefit of doubt.
        self._queue = [
            (e.costs[p] / e.votes[p] / e.scale[p] * (1 - ROUNDING), p) for p in e.eligible
        ]
        heapify(self._queue)

    def buy_all(self, budget: int) -> bool:
        """Buy until nothing is affordable; False, at once, when it would overspend `budget`."""
        while (candidates := self._lowest_rates()) is not None:
            project = self._choose(candidates)
            self.spent += self.electorate.costs[project]
            if self.spent > budget:
                return False
            self._buy(project)
        return True

    def left(self, project: int) -> Fraction:
        """What the supporters of a project still have together, in minor units."""
        total = sum(money * voters for money, voters, _ in self._rows(project))
        return Fraction(total, self._denominators[-1])

    def _lowest_rates(self) -> list[int] | None:
        """The projects that may have the lowest rate; None when nothing is affordable."""
        fresh: list[tuple[float, float, int]] = []  # lower bound, upper bound, project
        ceiling = float("inf")
        queue = self._queue
        while queue and queue[0][0] <= ceiling:
            _, project = heappop(queue)
            bounds = self._rate_bounds(project)
            if bounds is not None:
                fresh.append((*bounds, project))
                ceiling = min(ceiling, bounds[1])
        for low, _, project in fresh:
            heappush(queue, (low, project))
        return [project for low, _, project in fresh if low <= ceiling] or None

    def _rate_bounds(self, project: int) -> tuple[float, float] | None:
        """Bounds of the rate; None when its supporters cannot pay the cost.

        Float payments are off by less than `doubt`, a rounding per class. Real payments grow by
        at least 1 per unit of price as long as anybody has more, weights being whole voters; so
        the exact price lies within `doubt` too. Near the edge of affordable integers decide.
        """
        points = sorted([(self._money[c], n) for c, n in self._counts(project).items()])
        if not points:
            return None
        cost, scale = self.electorate.costs[project], self.electorate.scale[project]
        doubt = (len(points) + 4) * ROUNDING * cost
        price = most = points[-1][0]
        poor, rich = 0.0, sum([voters for _, voters in points])
        for amount, voters in points:
            if cost - poor <= amount * rich:
                price = (cost - poor) / rich
                break
            poor += amount * voters
            rich -= voters
        if rich == 0 and poor < cost - doubt:
            return None
        if most - price <= 2 * doubt + most * ROUNDING and not self._exact_price(project)[1]:
            return None
        doubt += price * ROUNDING
        return (price - doubt) / scale * (1 - ROUNDING), (price + doubt) / scale * (1 + ROUNDING)

    def _counts(self, project: int) -> Counter[int]:
        """Class -> number of voters, of the supporters who have money."""
        e, class_of = self.electorate, self._class_of
        if not self.purchases:
            return Counter({START: e.votes[project]})
        counts = Counter(map(class_of.__getitem__, e.single[project]))
        for ballot, voters in e.heavy[project]:
            counts[class_of[ballot]] += voters
        del counts[PENNILESS]
        return counts

    def _rows(self, project: int) -> list[Row]:
        """The classes of the supporters who have money, exact, poorest first."""
        rows = []
        for number, voters in self._counts(project).items():
            depth = self._depth[number]
            factor = self._factors.get(depth)
            if factor is None:
                factor = self._factors[depth] = self._denominators[-1] // self._denominators[depth]
            rows.append((self._numerator[number] * factor, voters, number))
        rows.sort()
        return rows

    def _exact_price(self, project: int, rows: list[Row] | None = None) -> tuple[int, int]:
        """(due, full): the price is due / (full * denominator); full voters pay it.

        full is 0 when the supporters together cannot pay the cost.
        """
        rows = self._rows(project) if rows is None else rows
        due = self.electorate.costs[project] * self._denominators[-1]
        rich = sum(voters for _, voters, _ in rows)
        for money, voters, _ in rows:
            if due <= money * rich:
                return due, rich
            due -= money * voters
            rich -= voters
        return due, 0

    def _choose(self, candidates: list[int]) -> int:
        """The project with the exactly lowest rate; ties by cost, votes, tie order."""
        if len(candidates) == 1:
            return candidates[0]
        rates = {}
        for project in candidates:  # all affordable, so the denominator is not 0
            due, full = self._exact_price(project)
            rates[project] = Fraction(due, full * self.electorate.scale[project])
        lowest = min(rates.values())
        tied = tuple(project for project in candidates if rates[project] == lowest)
        if len(tied) == 1:
            return tied[0]
        chosen, resolution = self._break_tie(tied)
        by_rank = tuple(sorted(tied, key=self.electorate.ranks.__getitem__))
        self.draws.append(Draw(len(self.purchases) + 1, by_rank, chosen, resolution))
        return chosen

    def _break_tie(self, tied: Sequence[int]) -> tuple[int, Resolution]:
        e = self.electorate
        cost = min(e.costs[project] for project in tied)
        cheapest = [project for project in tied if e.costs[project] == cost]
        if len(cheapest) == 1:
            return cheapest[0], Resolution.CHEAPER
        votes = max(e.votes[project] for project in cheapest)
        most = [project for project in cheapest if e.votes[project] == votes]
        if len(most) == 1:
            return most[0], Resolution.VOTES
        return min(most, key=e.ranks.__getitem__), Resolution.TIE_ORDER

    def _buy(self, project: int) -> None:
        """Let the supporters pay; their classes move on to new amounts."""
        rows = self._rows(project)
        due, full = self._exact_price(project, rows)
        common = gcd(due, full)
        price, factor = due // common, full // common
        denominator = self._denominators[-1] * factor
        payers = sum(voters for _, voters, _ in rows)
        self.purchases.append(Purchase(project, price, denominator, payers, full))
        self._queue = [entry for entry in self._queue if entry[1] != project]
        heapify(self._queue)
        self._denominators.append(denominator)
        self._factors = {len(self._denominators) - 1: 1}
        self._move(project, self._pay(rows, price, factor))

    def _pay(self, rows: list[Row], price: int, factor: int) -> dict[int, int]:
        """Old class -> new class, for the payers who keep something."""
        denominator, depth = self._denominators[-1], len(self._denominators) - 1
        moves: dict[int, int] = {}
        for money, _, number in rows:
            rest = money * factor - price
            if rest > 0:
                moves[number] = len(self._money)
                self._numerator.append(rest)
                self._depth.append(depth)
                self._money.append(rest / denominator)
        return moves

    def _move(self, project: int, moves: dict[int, int]) -> None:
        class_of = self._class_of
        new_class = moves.get
        for ballot in self.electorate.single[project]:
            class_of[ballot] = new_class(class_of[ballot], PENNILESS)
        for ballot, _ in self.electorate.heavy[project]:
            class_of[ballot] = new_class(class_of[ballot], PENNILESS)
