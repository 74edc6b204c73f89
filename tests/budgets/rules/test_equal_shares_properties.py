"""Equal shares against the definition, and what the literature promises of it."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from budgets.rules import equal_shares
from budgets.rules.account import account
from budgets.rules.allocation import Allocation, Reason
from budgets.rules.profile import Profile, Project
from tests.budgets.rules.elections import Election, elections
from tests.budgets.rules.naive_shares import naive

UTILITIES = st.sampled_from(["cost", "cardinality"])
COMPLETIONS = st.sampled_from(["none", "add1"])


def count(election: Election, utility: str, completion: str, step: int = 1) -> Allocation:
    return equal_shares.count(
        election.profile, election.budget, utility=utility, completion=completion, step=step
    )


def agrees(election: Election, utility: str, step: int | None) -> None:
    completion = "none" if step is None else "add1"
    result = count(election, utility, completion, step or 1)
    selected, prices = naive(election.projects, election.ballots, election.budget, utility, step)
    if prices is None:
        assert sorted(result.selected) == selected
    else:
        assert list(result.selected) == selected
        assert [result.outcome(project).price for project in selected] == prices


SMALL, ROUND, ODD = [1, 1, 2, 3, 4, 6], [5, 10, 15, 20, 30], list(range(97, 320))
HUGE = [10**17 + 1, 10**17 + 2, 2 * 10**17 + 3, 3 * 10**17]  # floats cannot tell these apart


def random_election(random: Random, costs: list[int]) -> Election:
    ids = "abcdefg"[: random.randint(1, 7)]
    projects = [Project(name, random.choice(costs)) for name in ids]
    ballots = [
        frozenset(name for name in ids if random.random() < 0.4)
        for _ in range(random.randint(1, 9))
    ]
    total = sum(project.cost for project in projects)
    return Election(projects, ballots, random.randint(total // 3, total))


def test_agrees_with_the_definition_on_thousands_of_small_elections() -> None:
    random = Random(2021)  # noqa: S311
    for number in range(2500):
        costs = [SMALL, ROUND, ODD, HUGE][number // 4 % 4]
        election = random_election(random, costs)
        step = [None, max(1, election.budget // 9)][number % 2]
        agrees(election, ["cost", "cardinality"][number % 4 // 2], step)


@given(elections(), UTILITIES, st.none() | st.integers(1, 4))
def test_agrees_with_the_definition(election: Election, utility: str, steps: int | None) -> None:
    step = steps and steps * max(1, election.budget // 12)
    agrees(election, utility, step)


@given(elections(), UTILITIES, COMPLETIONS, st.integers(1, 5_000))
def test_never_overspends_and_the_books_balance(
    election: Election, utility: str, completion: str, step: int
) -> None:
    result = count(election, utility, completion, step)
    assert 0 <= result.spent <= election.budget
    if result.shares is None or result.shares.runs == 0:
        return
    accounts = [account(result, ballot) for ballot in election.ballots if ballot]
    for outcome in result.outcomes:
        paid = sum(dict(mine.payments).get(outcome.project, Fraction(0)) for mine in accounts)
        assert paid == (outcome.cost if outcome.funded else 0)
        if outcome.left is not None and outcome.reason is not Reason.ABOVE_BUDGET:
            mine = [
                a.left
                for a, b in zip(accounts, filter(None, election.ballots), strict=True)
                if outcome.project in b
            ]
            assert outcome.left == sum(left for left in mine if left is not None)
            assert outcome.funded or outcome.left < outcome.cost


@given(elections(), UTILITIES, COMPLETIONS, st.randoms())
def test_order_of_ballots_is_irrelevant(
    election: Election, utility: str, completion: str, random: Random
) -> None:
    shuffled = election.ballots[:]
    random.shuffle(shuffled)
    other = Election(election.projects, shuffled, election.budget)
    assert count(election, utility, completion, 7) == count(other, utility, completion, 7)


@given(elections(), st.data())
def test_batches_add_up(election: Election, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(election.ballots)))
    first = Profile.from_ballots(election.projects, election.ballots[:cut])
    second = Profile.from_ballots(election.projects, election.ballots[cut:])
    assert first.merged(second) == election.profile


@given(elections(), st.data())
def test_weight_is_so_many_voters(election: Election, data: st.DataObject) -> None:
    weights = [data.draw(st.integers(1, 4)) for _ in election.ballots]
    weighted = list(zip(election.ballots, weights, strict=True))
    profile = Profile.from_counts(election.projects, weighted)
    copies = [ballot for ballot, weight in weighted for _ in range(weight)]
    same = Election(election.projects, copies, election.budget)
    assert equal_shares.count(profile, election.budget, step=9, completion="add1") == count(
        same, "cost", "add1", 9
    )


@given(elections(), UTILITIES)
def test_renaming_renames(election: Election, utility: str) -> None:
    def new(name: str) -> str:
        return f"plan {ord('z') - ord(name)}"

    renamed = Election(
        [Project(new(project.id), project.cost) for project in election.projects],
        [frozenset(map(new, ballot)) for ballot in election.ballots],
        election.budget,
    )
    before, after = count(election, utility, "add1", 5), count(renamed, utility, "add1", 5)
    assert tuple(map(new, before.selected)) == after.selected
    assert before.shares == after.shares


@given(elections(), UTILITIES, COMPLETIONS)
def test_everything_that_fits_is_funded(election: Election, utility: str, completion: str) -> None:
    approved = frozenset(chain.from_iterable(election.ballots))
    supported = {p.id for p in election.projects if p.id in approved and p.cost > 0}
    enough = sum(project.cost for project in election.projects)
    rich = Election(election.projects, election.ballots, enough)
    assert set(count(rich, utility, completion).selected) == supported


def cohesive(
    election: Election,
) -> Iterator[tuple[list[frozenset[str]], list[Project]]]:
    """All groups of voters and sets of projects that all of them approve and could pay."""
    voters = [ballot for ballot in election.ballots if ballot]
    for size in range(1, len(voters) + 1):
        for chosen in combinations(range(len(voters)), size):
            group = [voters[index] for index in chosen]
            common = [p for p in election.projects if all(p.id in b for b in group) and p.cost]
            for number in range(1, len(common) + 1):
                for wanted in combinations(common, number):
                    if sum(p.cost for p in wanted) * len(voters) <= size * election.budget:
                        yield group, list(wanted)


@given(elections(most_projects=4, most_voters=5), COMPLETIONS)
def test_ejr_up_to_one_project_for_cost_utilities(election: Election, completion: str) -> None:
    """Peters, Pierczyński, Skowron 2021: one member has as much, or more with one project more."""
    result = count(election, "cost", completion, max(1, election.budget // 5))
    cost = {project.id: project.cost for project in election.projects}
    for group, wanted in cohesive(election):
        needed = sum(project.cost for project in wanted)
        missing = [project.cost for project in wanted if project.id not in result.selected]
        got = [sum(cost[p] for p in ballot & set(result.selected)) for ballot in group]
        assert max(got) >= needed or max(got) + max(missing) > needed


@given(elections(most_projects=5, most_voters=5, costs=st.just(1)), UTILITIES, COMPLETIONS)
def test_ejr_for_unit_costs(election: Election, utility: str, completion: str) -> None:
    result = count(election, utility, completion)
    for group, wanted in cohesive(election):
        got = [len(ballot & set(result.selected)) for ballot in group]
        assert max(got) >= len(wanted)
