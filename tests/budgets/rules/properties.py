"""What the budget rules promise, each as a function of a rule and an election that asserts.

The property tests ask them of the real rules, and the controls of broken ones.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from budgets.rules.allocation import (
    Allocation,
    Reason,
    Resolution,
    Stop,
    from_data,
    to_data,
)
from budgets.rules.profile import Ballots, Project
from tests.budgets.rules.elections import Election

Rule = Callable[..., Allocation]
Property = Callable[[Rule, Election], None]


def counted(
    count: Rule, election: Election, profile: Ballots | None = None, **changes: Any
) -> Allocation:
    options = {**election.options, **changes}
    return count(profile or election.profile, election.budget, **options)


def missed(result: Allocation) -> list[str]:
    """The projects that took part and were not funded."""
    lost = (Reason.SUPPORTERS_SHORT, Reason.DOES_NOT_FIT, Reason.AFTER_STOP)
    return [outcome.project for outcome in result.outcomes if outcome.reason in lost]


# --- what every rule promises


def order_of_ballots_is_irrelevant(count: Rule, election: Election) -> None:
    result = counted(count, election)
    for other in (election.ballots[::-1], tuple(sorted(election.ballots))):
        assert counted(count, replace(election, ballots=other)) == result


def batches_add_up(count: Rule, election: Election) -> None:
    cut = len(election.ballots) // 2
    batches = (election.ballots[:cut], election.ballots[cut:])
    first, second = (replace(election, ballots=batch) for batch in batches)
    together: Any = first.profile
    whole = counted(count, election)
    assert counted(count, election, together.merged(second.profile)) == whole
    parts = [counted(count, batch) for batch in (first, second)]
    assert sum(part.voters for part in parts) == whole.voters
    assert sum(part.blank for part in parts) == whole.blank
    for outcomes in zip(whole.outcomes, *(part.outcomes for part in parts), strict=True):
        assert outcomes[0].votes == sum(outcome.votes for outcome in outcomes[1:])
        assert outcomes[0].score == sum(outcome.score or 0 for outcome in outcomes[1:])


def weight_is_so_many_voters(count: Rule, election: Election) -> None:
    weights = [1 + number % 3 for number in range(len(election.ballots))]
    pairs = list(zip(election.ballots, weights, strict=True))
    copies = tuple(ballot for ballot, weight in pairs for _ in range(weight))
    result = counted(count, election, election.profile_of(pairs))
    assert result == counted(count, replace(election, ballots=copies))
    assert result.voters == sum(weight for ballot, weight in pairs if ballot)
    for outcome in result.outcomes:
        votes = sum(weight for ballot, weight in pairs if outcome.project in dict(ballot))
        score = sum(weight * dict(ballot).get(outcome.project, 0) for ballot, weight in pairs)
        assert (outcome.votes, outcome.score) == (votes, score)


def renaming_renames(count: Rule, election: Election) -> None:
    """Other ids, and another order on the ballot paper; the tie order is of the same projects."""
    order = election.options["tie_order"]
    new = {name: f"{place} {name}" for place, name in enumerate(sorted(order, reverse=True))}
    projects = [Project(new[project.id], project.cost) for project in election.projects]
    ballots = [tuple((new[project], n) for project, n in b) for b in election.ballots]
    other = replace(election, projects=tuple(projects[::-1]), ballots=tuple(ballots))
    before = counted(count, election)
    after = counted(count, other, tie_order=[new[project] for project in order])
    assert after.selected == tuple(new[project] for project in before.selected)
    assert after.shares == before.shares
    for outcome in before.outcomes:
        renamed = replace(outcome, project=new[outcome.project])
        assert after.outcome(new[outcome.project]) == renamed
    for tie, same in zip(before.ties, after.ties, strict=True):
        tied = tuple(new[project] for project in tie.tied)
        assert same == replace(tie, tied=tied, chosen=new[tie.chosen])


def money_has_no_unit(count: Rule, election: Election) -> None:
    """Everything in hundredths: the same projects at hundred times the price."""
    projects = tuple(Project(p.id, 100 * p.cost) for p in election.projects)
    dear = replace(election, projects=projects, budget=100 * election.budget)
    steps = {"step": 100 * election.options["step"]} if "step" in election.options else {}
    before, after = counted(count, election), counted(count, dear, **steps)
    assert after.selected == before.selected
    assert after.ties == before.ties
    for one, other in zip(before.outcomes, after.outcomes, strict=True):
        for old, new in ((one.price, other.price), (one.left, other.left)):
            assert new == (None if old is None else 100 * old)


def never_overspends(count: Rule, election: Election) -> None:
    result = counted(count, election)
    assert 0 <= result.spent <= election.budget
    assert result.spent + result.unspent == election.budget
    assert result.spent == sum(election.costs[project] for project in result.selected)
    funded = [outcome for outcome in result.outcomes if outcome.funded]
    by_place = sorted(funded, key=lambda outcome: outcome.place or 0)
    assert result.selected == tuple(outcome.project for outcome in by_place)
    assert [o.place for o in by_place] == list(range(1, len(funded) + 1))
    assert all(outcome.place is None for outcome in result.outcomes if not outcome.funded)


def only_what_has_support_is_funded(count: Rule, election: Election) -> None:
    """Each project with the first obstacle in the way of it, or none."""
    result = counted(count, election)
    for outcome in result.outcomes:
        cost, score = election.costs[outcome.project], election.scores[outcome.project]
        obstacles = {
            Reason.COSTS_NOTHING: cost == 0,
            Reason.NO_SUPPORT: score == 0,
            Reason.BELOW_MINIMUM: score < election.options["minimum_support"],
            Reason.ABOVE_BUDGET: cost > election.budget,
        }
        first = next((reason for reason, is_met in obstacles.items() if is_met), None)
        assert first in (outcome.reason, None)
        assert first is not None or outcome.funded or outcome.project in missed(result)


def minimum_support_is_a_threshold(count: Rule, election: Election) -> None:
    """A project with exactly the minimum takes part; with one vote (or point) less it does not."""
    project = election.projects[len(election.projects) // 2].id
    score = election.scores[project]
    if election.costs[project] == 0 or score == 0:
        return
    for minimum, takes_part in ((score - 1, True), (score, True), (score + 1, False)):
        outcome = counted(count, election, minimum_support=minimum).outcome(project)
        assert (outcome.reason is not Reason.BELOW_MINIMUM) == takes_part


def everything_that_fits_is_funded(count: Rule, election: Election) -> None:
    least = max(1, election.options["minimum_support"])
    allowed = {p for p, cost in election.costs.items() if cost and election.scores[p] >= least}
    enough = replace(election, budget=sum(election.costs[project] for project in allowed))
    result = counted(count, enough)
    assert set(result.selected) == allowed
    if result.shares is not None:
        assert (result.shares.runs, bool(allowed)) == (
            0,
            result.shares.stopped is Stop.EVERYTHING_FITS,
        )


def ties_say_what_decided(count: Rule, election: Election) -> None:
    """The cheapest of the tied, or the one with most votes of these, or the first in the order."""
    order = election.options["tie_order"]
    for tie in counted(count, election).ties:
        assert (tie.chosen in tie.tied, len(tie.tied) > 1) == (True, True)
        least = min(election.costs[project] for project in tie.tied)
        cheapest = [project for project in tie.tied if election.costs[project] == least]
        most = max(election.scores[project] for project in cheapest)
        popular = [project for project in cheapest if election.scores[project] == most]
        if election.options["ties"] == "order":
            decided, among = Resolution.TIE_ORDER, list(tie.tied)
        elif len(cheapest) == 1:
            decided, among = Resolution.CHEAPER, cheapest
        elif len(popular) == 1:
            decided, among = Resolution.VOTES, popular
        else:
            decided, among = Resolution.TIE_ORDER, popular
        assert (tie.resolved_by, tie.chosen) == (decided, min(among, key=order.index))


def survives_json(count: Rule, election: Election) -> None:
    def refused(text: str) -> None:
        raise AssertionError(f"{text} is a float")

    result = counted(count, election)
    stored = json.dumps(to_data(result), sort_keys=True)  # a JSON column keeps no order
    assert from_data(json.loads(stored, parse_float=refused)) == result


COMMON: tuple[Property, ...] = (
    order_of_ballots_is_irrelevant,
    batches_add_up,
    weight_is_so_many_voters,
    renaming_renames,
    money_has_no_unit,
    never_overspends,
    only_what_has_support_is_funded,
    minimum_support_is_a_threshold,
    everything_that_fits_is_funded,
    ties_say_what_decided,
    survives_json,
)
