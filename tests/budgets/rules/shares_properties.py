"""What equal shares promises, each as a function of the rule and an election that asserts."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from types import FunctionType
from typing import Any, cast
from unittest.mock import patch

from budgets.rules import account as accounts
from budgets.rules.allocation import OUTSIDE_THE_VOTE, Allocation, Reason, Stop
from budgets.rules.profile import Project
from tests.budgets.rules.elections import Election
from tests.budgets.rules.naive_shares import Naive, NaiveRun, Tied, by_score, naive_shares
from tests.budgets.rules.properties import COMMON, Property, Rule, counted, missed


def with_arrays(count: Rule, from_entries: int = 0) -> Rule:
    """The rule, which counts elections of so many entries or more over arrays."""
    array_run = cast(FunctionType, count).__globals__["array_run"]

    def by_arrays(*given: Any, **options: Any) -> Allocation:
        with patch.object(array_run, "WORTH_IT", from_entries):
            return count(*given, **options)

    return by_arrays


# --- the books


def books_balance(count: Rule, election: Election) -> None:
    """What all voters paid for a project by their accounts is its cost; what is left is theirs."""
    result, voters = counted(count, election), election.voters
    books = [accounts.account(result, given) for given in voters]
    for outcome in result.outcomes:
        paid = sum(dict(book.payments).get(outcome.project, Fraction(0)) for book in books)
        bought = outcome.reason is Reason.FUNDED
        assert paid == (outcome.cost if bought else 0)
        if result.shares is not None and result.shares.runs and outcome.left is not None:
            check_what_is_left(result, outcome.project, voters, books)
    for book in books:
        assert book.share is None or 0 <= (book.left or 0) <= book.share
        assert (book.left or 0) + sum(paid for _, paid in book.payments) == (book.share or 0)


def check_what_is_left(
    result: Allocation, project: str, voters: list[dict[str, int]], books: list[accounts.Account]
) -> None:
    outcome = result.outcome(project)
    if outcome.reason is Reason.ABOVE_BUDGET:
        assert (outcome.left, outcome.short) == (result.budget, outcome.cost - result.budget)
        return
    rests = [book.left or 0 for book, given in zip(books, voters, strict=True) if project in given]
    assert outcome.left == sum(rests)
    if outcome.reason is Reason.FUNDED:
        assert outcome.short is None
    else:
        assert outcome.short == outcome.cost - sum(rests) > 0


def just_affordable(count: Rule, election: Election) -> None:
    """A project whose supporters have a cent more than its cost, exactly that, a cent less."""
    share, backers = 2 + election.budget, 1 + len(election.ballots) % 3
    given = tuple((("target", 1 + n * (not election.approvals)),) for n in range(backers))
    ballots = (*election.ballots, *given, (("the moon", 1),))
    budget = share * sum(1 for ballot in ballots if ballot)
    order = ["the moon", "target", *election.options["tie_order"]]
    for more in (-1, 0, 1):
        extra = (Project("target", backers * share + more), Project("the moon", budget))
        other = replace(
            election, projects=election.projects + extra, ballots=ballots, budget=budget
        )
        result = counted(count, other, completion="none", minimum_support=0, tie_order=order)
        target = result.outcome("target")
        if more == 1:
            assert (target.reason, target.left) == (Reason.SUPPORTERS_SHORT, backers * share)
            assert target.short == 1
        else:
            assert (target.reason, target.payers, target.left) == (Reason.FUNDED, backers, -more)


# --- the completions


def utilitarian_adds_to_none(count: Rule, election: Election) -> None:
    adds_by_votes(
        counted(count, election, completion="none"),
        counted(count, election, completion="utilitarian"),
    )


def add1u_adds_to_add1(count: Rule, election: Election) -> None:
    adds_by_votes(
        counted(count, election, completion="add1"), counted(count, election, completion="add1u")
    )


def adds_by_votes(plain: Allocation, more: Allocation) -> None:
    """Nothing that was bought is dropped, and in the end nothing fits any more."""
    size = len(plain.selected)
    assert more.selected[:size] == plain.selected
    assert more.shares == plain.shares
    for before, after in zip(plain.outcomes, more.outcomes, strict=True):
        if before.reason is not Reason.SUPPORTERS_SHORT:
            assert after == before
        elif after.project in more.selected[size:]:
            assert (after.reason, after.left) == (Reason.COMPLETED, before.left)
            assert (after.room or 0) >= after.cost
        else:
            assert replace(after, room=None) == before
            assert (after.room or 0) < after.cost
    assert all(more.outcome(project).cost > more.unspent for project in missed(more))


def add1e_stops_no_later_than_add1(count: Rule, election: Election) -> None:
    """Its result is exhaustive, or that of add1."""
    early, late = (counted(count, election, completion=name) for name in ("add1e", "add1"))
    assert early.shares is not None
    assert late.shares is not None
    exhausted = all(early.outcome(project).cost > early.unspent for project in missed(early))
    if early.shares.stopped is Stop.EXHAUSTIVE:
        assert exhausted
        assert early.shares.runs == early.shares.final_run <= late.shares.final_run
    else:
        assert early.shares == late.shares
        assert early.outcomes == late.outcomes
        assert late.shares.runs == 0 or not exhausted


# --- proportionality


def cohesive(
    election: Election, standing: list[Project]
) -> Iterator[tuple[list[dict[str, int]], list[Project]]]:
    """Groups of voters (those alike together) and projects that all of them support and can pay.

    Each group as its distinct ballots.
    """
    distinct = sorted({ballot for ballot in election.ballots if ballot})
    for chosen in powerset(distinct):
        group = [dict(ballot) for ballot in chosen]
        size = sum(election.ballots.count(ballot) for ballot in chosen)
        common = [p for p in standing if all(p.id in given for given in group)]
        for wanted in powerset(common):
            if sum(p.cost for p in wanted) * len(election.voters) <= size * election.budget:
                yield group, list(wanted)


def powerset(items: list[Any]) -> Iterator[tuple[Any, ...]]:
    """All subsets that are not empty."""
    return chain.from_iterable(combinations(items, size) for size in range(1, len(items) + 1))


def utility(election: Election, given: dict[str, int], project: Project) -> int:
    worth = project.cost if election.options["utility"] == "cost" else 1
    return given.get(project.id, 0) * worth


def groups_are_represented_up_to_one(count: Rule, election: Election) -> None:
    """EJR up to one project (Peters, Pierczyński, Skowron 2021), for the utility that is counted.

    A group that could pay for some projects from its part of the budget has a member who gets as
    much as they all get from these; or more, with one more of these projects.
    """
    for got, promised, missing in represented(count, election):
        assert any(
            mine >= promised or any(mine + more > promised for more in lacks)
            for mine, lacks in zip(got, missing, strict=True)
        )


def groups_are_represented(count: Rule, election: Election) -> None:
    """EJR (Aziz and others 2017): approvals and equal costs need no project more."""
    for got, promised, _ in represented(count, election):
        assert max(got) >= promised


def represented(
    count: Rule, election: Election
) -> Iterator[tuple[list[int], int, list[list[int]]]]:
    """Per group: what its members get, what was promised, what each misses of the projects."""
    result = counted(count, election)
    takes_part = [
        p for p in election.projects if result.outcome(p.id).reason not in OUTSIDE_THE_VOTE
    ]
    funded = [project for project in takes_part if project.id in result.selected]
    for group, wanted in cohesive(election, takes_part):
        promised = sum(min(utility(election, given, p) for given in group) for p in wanted)
        got = [sum(utility(election, given, p) for p in funded) for given in group]
        lacking = [p for p in wanted if p not in funded]
        yield got, promised, [[utility(election, given, p) for p in lacking] for given in group]


# --- against the definition, and the two engines


def agrees_with_naive_shares(count: Rule, election: Election) -> None:
    """The same projects, prices, payers, rests, runs and ties, exactly."""
    result, naive = counted(count, election), naive_shares(election)
    assert list(result.selected) == naive.bought
    assert result.shares is not None
    assert result.shares.runs == len(naive.runs)
    assert result.shares.stopped is stop_of(election, naive)
    raises = election.options["completion"] in ("add1", "add1e", "add1u")
    assert result.shares.step == (election.options["step"] if raises else 0)
    for outcome in result.outcomes:
        assert outcome.room == naive.room.get(outcome.project)
    if naive.runs:
        final, shares = naive.runs[naive.final], result.shares
        assert (shares.first, shares.final) == (naive.runs[0].share, final.share)
        assert shares.final_run == naive.final + 1
        assert shares.earlier_ties == sum(len(run.ties) for run in naive.runs[: naive.final])
        check_working(result, election, naive, final)
    ties = [(tie.run, (tie.place, tie.tied, tie.chosen)) for tie in result.ties]
    assert ties == ties_of(election, naive)


def check_working(result: Allocation, election: Election, naive: Naive, final: NaiveRun) -> None:
    for bought in final.bought:
        outcome = result.outcome(bought.project)
        paid = (outcome.price, outcome.payers, outcome.paying_full)
        assert paid == (bought.price, bought.payers, bought.paying_full)
    for project in naive.standing:
        rests = [
            purse
            for purse, given in zip(final.purses, election.voters, strict=True)
            if project.id in given
        ]
        assert result.outcome(project.id).left == sum(rests)


def stop_of(election: Election, naive: Naive) -> Stop:
    if not naive.runs:
        return Stop.EVERYTHING_FITS if naive.standing else Stop.NOTHING_TO_BUY
    if election.options["completion"] in ("none", "utilitarian"):
        return Stop.SINGLE_RUN
    over = naive.final + 1 < len(naive.runs)
    return Stop.NEXT_WOULD_OVERSPEND if over else Stop.EXHAUSTIVE


def ties_of(election: Election, naive: Naive) -> list[tuple[int, Tied]]:
    """Those of the run that stands, of the next up to the purchase too many, of the completion."""
    found: list[tuple[int, Tied]] = []
    for number, run in enumerate(naive.runs[naive.final :], start=naive.final + 1):
        spent, places = 0, 0
        while spent <= election.budget and places < len(run.bought):
            spent += election.costs[run.bought[places].project]
            places += 1
        found += [(number, tie) for tie in run.ties if tie[0] <= places]
    line = by_score(election, [p for p in naive.standing if p.id in naive.room])
    for place, project in enumerate(line):
        score = election.scores[project.id]
        equal = tuple(p.id for p in line[place:] if election.scores[p.id] == score)
        if len(equal) > 1:
            found.append((0, (place + 1, equal, project.id)))
    return found


def engines_agree(count: Rule, election: Election) -> None:
    """Arrays and lists give the identical result, ties, payers and rests too."""
    assert counted(with_arrays(count), election) == counted(with_arrays(count, 10**30), election)


OF_SHARES: tuple[Property, ...] = (
    *COMMON,
    books_balance,
    just_affordable,
    utilitarian_adds_to_none,
    add1u_adds_to_add1,
    add1e_stops_no_later_than_add1,
    groups_are_represented_up_to_one,
    agrees_with_naive_shares,
    engines_agree,
)
OF_UNIT_COSTS: tuple[Property, ...] = (groups_are_represented,)
