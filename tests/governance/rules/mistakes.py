"""Rules with a mistake: each makes of a real rule one that counts something else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from governance.rules.election import Election as Result
from tests.governance.rules.transfer_properties import Rule

Mistake = Callable[[Rule], Rule]


def of_ballots(change: Callable[[Any], Any]) -> Mistake:
    """Counts other ballots than were cast."""

    def mistake(count: Rule) -> Rule:
        def wrong(profile: Any, **options: Any) -> Result:
            return count(replace(profile, ballots=change(profile.ballots)), **options)

        return wrong

    return mistake


def of_the_order(change: Callable[[Any, Any], Any]) -> Mistake:
    """Draws lots in another order than the one that was declared."""

    def mistake(count: Rule) -> Rule:
        def wrong(profile: Any, *, tie_order: Any, **options: Any) -> Result:
            return count(profile, tie_order=change(profile, tie_order), **options)

        return wrong

    return mistake


def of_the_result(**changes: Callable[[Result], Any]) -> Mistake:
    """Tells something else than was counted."""

    def mistake(count: Rule) -> Rule:
        def wrong(profile: Any, **options: Any) -> Result:
            result = count(profile, **options)
            return replace(result, **{name: change(result) for name, change in changes.items()})

        return wrong

    return mistake


def first_on_a_ballot(profile: Any, _order: Any) -> list[str]:
    ranks = [rank for ballot in profile.ballots for rank in ballot if isinstance(rank, int)]
    names = [profile.candidates[rank] for rank in ranks]
    return list(dict.fromkeys([*names, *profile.candidates]))


def with_one_vote_more(result: Result) -> Any:
    return tuple(replace(row, nontransferable=row.nontransferable + 1) for row in result.stages)


def with_a_higher_quota(result: Result) -> Any:
    one = result.scale
    return tuple(replace(row, quota=row.quota and row.quota + one) for row in result.stages)


def without_a_majority(count: Rule) -> Rule:
    """Forgets how many of those who chose must prefer somebody to none of these."""

    def wrong(profile: Any, **options: Any) -> Result:
        return count(profile, **{k: v for k, v in options.items() if k != "majority"})

    return wrong


ONE_VOTE_EACH = of_ballots(lambda ballots: dict.fromkeys(ballots, 1))
LOST_BALLOT = of_ballots(lambda ballots: dict(list(ballots.items())[1:]))
FROM_BELOW = of_ballots(lambda ballots: {b[::-1]: number for b, number in ballots.items()})
BY_NAME = of_the_order(lambda profile, order: sorted(profile.candidates))
UPSIDE_DOWN = of_the_order(lambda profile, order: order[::-1])
FIRST_ON_A_BALLOT = of_the_order(first_on_a_ballot)
LOSERS_WIN = of_the_result(winners=lambda r: (*r.losers, *r.winners)[: r.seats])
ONE_TOO_FEW = of_the_result(winners=lambda r: r.winners[:-1])
UNREPORTED = of_the_result(ties=lambda r: ())
TOLD_BACKWARDS = of_the_result(
    ties=lambda r: tuple(replace(tie, tied=tie.tied[::-1]) for tie in r.ties)
)
OPTIONS_IN_A_LIST = of_the_result(options=lambda r: list(r.options))
ONE_VOTE_MORE = of_the_result(stages=with_one_vote_more)
QUOTA_HIGH = of_the_result(stages=with_a_higher_quota)
WORST_FIRST = of_the_result(ranking=lambda r: r.ranking and r.ranking[::-1])
BLANK_TWICE = of_the_result(blank=lambda r: 2 * r.blank)
