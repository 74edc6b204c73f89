"""Equal shares straight from the definition in the paper: slow, exact, and another way round.

Every voter is a separate purse and every amount a Fraction. A voter gets utility from a project:
its points, times its cost where that is what counts. The rate rho of a project solves
sum(min(purse, rho * utility)) = cost. Whichever supporters are taken to pay all they have, the
others must pay at least the rest of the cost; rho is the highest rate that this asks for.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from budgets.rules.profile import Project
from tests.budgets.rules.elections import Election

Tied = tuple[int, tuple[str, ...], str]  # (place, projects in the tie order, the chosen one)


@dataclass
class Bought:
    """price: what a supporter with enough money paid, for each point."""

    project: str
    price: Fraction
    payers: int
    paying_full: int


@dataclass
class NaiveRun:
    share: Fraction
    purses: list[Fraction]
    bought: list[Bought]
    ties: list[Tied]


@dataclass
class Naive:
    """runs: those that were made, `final` of which stands; none where everything fits.

    bought: all funded projects in order.  room: what was left when the completion by votes came by.
    """

    standing: list[Project]
    bought: list[str]
    runs: list[NaiveRun]
    final: int
    room: dict[str, int]


def rate_of(cost: int, supporters: list[tuple[Fraction, int]]) -> Fraction | None:
    """rho for supporters with (purse, utility); None when their purses hold less than the cost."""
    poor, utility = Fraction(0), sum(worth for _, worth in supporters)
    rates = []
    for purse, worth in sorted(supporters, key=lambda one: one[0] / one[1]):
        rates.append((cost - poor) / utility)
        poor += purse
        utility -= worth
    return max(rates) if poor >= cost else None


def standing_of(election: Election) -> list[Project]:
    least = max(1, election.options["minimum_support"])
    return [
        project
        for project in election.projects
        if 0 < project.cost <= election.budget and election.scores[project.id] >= least
    ]


def order_of(election: Election, project: str) -> tuple[int, ...]:
    """What decides between projects that are equal: the lowest of these."""
    place = election.options["tie_order"].index(project)
    if election.options["ties"] == "order":
        return (place,)
    return (election.costs[project], -election.scores[project], place)


def one_run(election: Election, standing: list[Project], share: Fraction) -> NaiveRun:
    voters = election.voters
    run = NaiveRun(share, [share for _ in voters], [], [])
    waiting = list(standing)
    while True:
        rates = {}
        for project in waiting:
            unit = project.cost if election.options["utility"] == "cost" else 1
            mine = [i for i, given in enumerate(voters) if project.id in given]
            purses = [(run.purses[i], voters[i][project.id] * unit) for i in mine]
            rate = rate_of(project.cost, purses)
            if rate is not None:
                rates[project.id] = rate * unit, rate
        if not rates:
            return run
        lowest = min(rate for _, rate in rates.values())
        tied = [project for project, (_, rate) in rates.items() if rate == lowest]
        chosen = min(tied, key=lambda project: order_of(election, project))
        if len(tied) > 1:
            in_order = tuple(sorted(tied, key=election.options["tie_order"].index))
            run.ties.append((len(run.bought) + 1, in_order, chosen))
        pay(run, voters, chosen, rates[chosen][0])
        waiting = [project for project in waiting if project.id != chosen]


def pay(run: NaiveRun, voters: list[dict[str, int]], project: str, price: Fraction) -> None:
    bought = Bought(project, price, 0, 0)
    for i, given in enumerate(voters):
        if project in given and run.purses[i] > 0:
            bought.payers += 1
            bought.paying_full += run.purses[i] >= price * given[project]
            run.purses[i] -= min(run.purses[i], price * given[project])
    run.bought.append(bought)


def naive_shares(election: Election) -> Naive:
    standing = standing_of(election)
    if sum(project.cost for project in standing) <= election.budget:
        order = [project.id for project in by_score(election, standing)]
        return Naive(standing, order, [], 0, {})
    share = Fraction(election.budget, len(election.voters))
    runs = [one_run(election, standing, share)]
    completion: Any = election.options["completion"]
    final = 0
    while completion in ("add1", "add1e", "add1u"):
        spent = sum(election.costs[one.project] for one in runs[final].bought)
        bought = {one.project for one in runs[final].bought}
        fitting = [p for p in standing if p.id not in bought and p.cost + spent <= election.budget]
        if completion == "add1e" and not fitting:
            break
        runs.append(one_run(election, standing, share + len(runs) * election.options["step"]))
        if sum(election.costs[one.project] for one in runs[-1].bought) > election.budget:
            break
        final += 1
    naive = Naive(standing, [one.project for one in runs[final].bought], runs, final, {})
    if completion in ("utilitarian", "add1u"):
        complete(election, naive)
    return naive


def by_score(election: Election, projects: list[Project]) -> list[Project]:
    """Most votes (or points) first; between equals as declared."""
    return sorted(projects, key=lambda p: (-election.scores[p.id], order_of(election, p.id)))


def complete(election: Election, naive: Naive) -> None:
    """Spend what is left, most votes first."""
    room = election.budget - sum(election.costs[project] for project in naive.bought)
    missed = [project for project in naive.standing if project.id not in naive.bought]
    for project in by_score(election, missed):
        naive.room[project.id] = room
        if project.cost <= room:
            room -= project.cost
            naive.bought.append(project.id)
