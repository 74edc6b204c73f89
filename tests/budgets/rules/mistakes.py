"""Rules with a mistake: each makes of a real rule one that counts something else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from budgets.rules import greedy
from budgets.rules.allocation import Allocation
from budgets.rules.profile import Ballots
from tests.budgets.rules.properties import Rule

Mistake = Callable[[Rule], Rule]
Options = dict[str, Any]


def of_what_goes_in(change: Callable[[Any, int, Options], tuple[Any, int, Options]]) -> Mistake:
    """Counts other ballots, or another budget, or by other settings."""

    def mistake(count: Rule) -> Rule:
        def wrong(profile: Any, budget: int, **options: Any) -> Allocation:
            profile, budget, options = change(profile, budget, options)
            return count(profile, budget, **options)

        return wrong

    return mistake


def with_options(change: Callable[[Any, Options], Options]) -> Mistake:
    return of_what_goes_in(
        lambda profile, budget, o: (profile, budget, {**o, **change(profile, o)})
    )


def first_on_a_ballot(profile: Any) -> list[str]:
    named = [profile.projects[place].id for ballot in profile.entries() for place, _ in ballot]
    return list(dict.fromkeys([*named, *(project.id for project in profile.projects)]))


def instead(**others: Any) -> Mistake:
    """By another setting, where this one (`name=(setting, other)`) was chosen."""

    def change(_profile: Any, options: Options) -> Options:
        chosen = {name: options.get(name) for name in others}
        return {name: other for name, (setting, other) in others.items() if chosen[name] == setting}

    return with_options(change)


def of_the_result(**changes: Callable[[Allocation], Any]) -> Mistake:
    """Tells something else than was counted."""

    def mistake(count: Rule) -> Rule:
        def wrong(profile: Any, budget: int, **options: Any) -> Allocation:
            result = count(profile, budget, **options)
            return replace(result, **{name: change(result) for name, change in changes.items()})

        return wrong

    return mistake


def most_votes_first(_count: Rule) -> Rule:
    """Greedy in the place of equal shares."""

    def wrong(profile: Ballots, budget: int, **options: Any) -> Allocation:
        known = {name: options[name] for name in ("ties", "tie_order", "minimum_support")}
        return greedy.count(profile, budget, **known)

    return wrong


def one_vote_each(profile: Any, budget: int, options: Options) -> tuple[Any, int, Options]:
    return replace(profile, ballots=dict.fromkeys(profile.ballots, 1)), budget, options


ONE_VOTE_EACH = of_what_goes_in(one_vote_each)
A_CENT_LESS = of_what_goes_in(lambda profile, budget, o: (profile, max(1, budget - 1), o))
A_CENT_MORE = of_what_goes_in(lambda profile, budget, o: (profile, budget + 1, o))
BY_NAME = with_options(lambda p, o: {"tie_order": sorted(one.id for one in p.projects)})
UPSIDE_DOWN = with_options(lambda p, o: {"tie_order": list(o["tie_order"])[::-1]})
FIRST_ON_A_BALLOT = with_options(lambda p, o: {"tie_order": first_on_a_ballot(p)})
NO_MINIMUM = with_options(lambda p, o: {"minimum_support": 0})
HIGHER_MINIMUM = with_options(lambda p, o: {"minimum_support": o["minimum_support"] + 1})
NEVER_COMPLETED = instead(completion=("utilitarian", "none"))
ADD1U_AS_ADD1 = instead(completion=("add1u", "add1"))
ADD1E_AS_NONE = instead(completion=("add1e", "none"))
ALWAYS_STOPS = instead(misfit=("skip", "stop"))
STOP_BY_THE_OTHER_ORDER = with_options(
    lambda p, o: {"tie_order": list(o["tie_order"])[:: -1 if o["misfit"] == "stop" else 1]}
)
LAST_OF_EQUALS = of_the_result(
    ties=lambda r: tuple(
        replace(tie, chosen=next(one for one in tie.tied if one != tie.chosen)) for tie in r.ties
    )
)
SELECTED_IN_A_LIST = of_the_result(selected=lambda r: list(r.selected))
