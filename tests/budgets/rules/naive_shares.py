"""Equal shares straight from the definition in the paper: slow, exact, and another way round.

Every voter is a separate purse. The rate rho of a project is found by trying, for every number
k of richest supporters, the price at which those k pay in full and the others all they have.
"""

from fractions import Fraction

from budgets.rules.profile import Project

Purses = list[Fraction]


def price_of(cost: int, purses: Purses) -> Fraction | None:
    if sum(purses) < cost:
        return None
    for k in range(1, len(purses) + 1):
        rich = sorted(purses, reverse=True)[:k]
        poor = sorted(purses, reverse=True)[k:]
        price = Fraction(cost - sum(poor), k)
        if sum(min(purse, price) for purse in purses) == cost and price <= min(rich):
            return price
    raise AssertionError("an affordable project has a price")


def one_run(
    projects: list[Project], ballots: list[frozenset[str]], share: Fraction, utility: str
) -> tuple[list[str], list[Fraction], Purses]:
    votes = {p.id: sum(p.id in ballot for ballot in ballots) for p in projects}
    listed = {p.id: place for place, p in enumerate(projects)}
    purses = [share for _ in ballots]
    bought: list[str] = []
    prices: list[Fraction] = []
    while True:
        options = []
        for p in projects:
            mine = [i for i, ballot in enumerate(ballots) if p.id in ballot]
            price = price_of(p.cost, [purses[i] for i in mine])
            if p.id not in bought and price is not None:
                rate = price / (p.cost if utility == "cost" else 1)
                options.append((rate, p.cost, -votes[p.id], listed[p.id], p.id, price, mine))
        if not options:
            return bought, prices, purses
        *_, chosen, price, mine = min(options)
        bought.append(chosen)
        prices.append(price)
        for i in mine:
            purses[i] -= min(purses[i], price)


def naive(
    projects: list[Project],
    ballots: list[frozenset[str]],
    budget: int,
    utility: str,
    step: int | None,
) -> tuple[list[str], list[Fraction] | None]:
    """The funded ids in order, and their prices (None when everything fits); step None: none."""
    voters = [ballot for ballot in ballots if ballot]
    standing = [
        p for p in projects if 0 < p.cost <= budget and any(p.id in ballot for ballot in voters)
    ]
    cost = {p.id: p.cost for p in projects}
    if sum(p.cost for p in standing) <= budget:
        return sorted(p.id for p in standing), None
    share = Fraction(budget, len(voters))
    result = one_run(standing, voters, share, utility)
    while step is not None:
        share += step
        following = one_run(standing, voters, share, utility)
        if sum(cost[project] for project in following[0]) > budget:
            break
        result = following
    return result[0], result[1]
