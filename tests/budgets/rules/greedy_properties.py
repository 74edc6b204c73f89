"""What greedy promises, each as a function of the rule and an election that asserts."""

from budgets.rules.allocation import OUTSIDE_THE_VOTE
from tests.budgets.rules.elections import Election
from tests.budgets.rules.naive_greedy import naive_greedy, worth_of
from tests.budgets.rules.naive_shares import order_of
from tests.budgets.rules.properties import COMMON, Property, Rule, counted


def no_project_is_passed_over(count: Rule, election: Election) -> None:
    """What was not funded did not fit in what those before it left; `stop`: or came after that."""
    result = counted(count, election)
    in_line = sorted(
        (p for p in election.projects if result.outcome(p.id).reason not in OUTSIDE_THE_VOTE),
        key=lambda p: (-worth_of(election, p), order_of(election, p.id)),
    )
    left, stopped = election.budget, False
    for project in in_line:
        outcome = result.outcome(project.id)
        assert outcome.left == left
        assert outcome.short == (project.cost - left if project.cost > left else None)
        assert outcome.funded == (project.cost <= left and not stopped)
        left -= project.cost if outcome.funded else 0
        stopped = stopped or (not outcome.funded and election.options["misfit"] == "stop")
    assert left == result.unspent


def stop_is_a_beginning_of_skip(count: Rule, election: Election) -> None:
    skip = counted(count, election, misfit="skip").selected
    stop = counted(count, election, misfit="stop").selected
    assert skip[: len(stop)] == stop


def agrees_with_naive_greedy(count: Rule, election: Election) -> None:
    result = counted(count, election)
    bought, ties = naive_greedy(election)
    assert list(result.selected) == bought
    assert [(tie.run, tie.place, tie.tied, tie.chosen) for tie in result.ties] == [
        (1, *tie) for tie in ties
    ]


OF_GREEDY: tuple[Property, ...] = (
    *COMMON,
    no_project_is_passed_over,
    stop_is_a_beginning_of_skip,
    agrees_with_naive_greedy,
)
