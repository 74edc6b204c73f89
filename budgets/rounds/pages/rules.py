"""How a vote on a budget is held and counted, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.rounds.ballot_types import PointsOfPlaces, type_of
from budgets.rounds.configuration import BudgetConfiguration, BudgetRules, CountSettings
from budgets.rounds.counting import money_of
from budgets.rounds.money import money
from governance.ballots.kinds.polls import PollLike


@dataclass(frozen=True)
class Rules:
    """What was or will be frozen: `ballot` on the paper, `steps` of the count."""

    ballot: list[str]
    steps: list[str]


def read_rules(poll: PollLike) -> Rules:
    if poll.opened:
        frozen = BudgetConfiguration.of(poll.configuration)
        return told(frozen, frozen.count, frozen.currency)
    rules = BudgetRules.of(poll.draft_rules)
    return told(rules, rules, money_of(poll, rules).currency)


def told(given: BudgetRules | BudgetConfiguration, count: CountSettings, currency: str) -> Rules:
    """As frozen, or as the rules of a draft will freeze it."""
    return Rules(list(on_paper(given, count)), list(steps(given, count, currency)))


def on_paper(given: BudgetRules | BudgetConfiguration, count: CountSettings) -> Iterator[str]:
    found = type_of(given)
    if count.limit:
        yield _("Choose plans that fit in the budget together.")
    elif not found.pointed:
        yield _("Choose as many plans as you like.")
    else:
        yield found.shape.how_you_vote(given)
    if count.minimum:
        yield minimum_words(count.minimum)


def minimum_words(minimum: int) -> str:
    words = ngettext("At least %(number)s plan.", "At least %(number)s plans.", minimum)
    return words % {"number": minimum}


def steps(
    given: BudgetRules | BudgetConfiguration, count: CountSettings, currency: str
) -> Iterator[str]:
    pointed = type_of(given).pointed
    if isinstance(given, PointsOfPlaces):
        points = ", ".join(map(str, given.ranks))
        yield _("The places give points, the first place first: %(points)s.") % {"points": points}
    yield _("The budget is divided equally over all who voted.")
    if pointed:
        yield _(
            "Each time, the plan that asks the least for each point, for what it is worth, is "
            "bought. Its supporters pay by the points that they gave: twice the points is twice "
            "the price; who has too little left pays what is left."
        )
    else:
        yield _(
            "Each time, the plan that asks the least of its supporters for what it is worth is "
            "bought. Its supporters pay the same each; who has too little left pays what is left."
        )
    if "add1" in count.completion:
        yield _(
            "When no plan can be paid any more and money is left over, the count starts again with "
            "shares that are %(step)s larger, until the next step would cost more than the budget."
        ) % {"step": money(count.step, currency)}
    if count.completion in ("add1u", "utilitarian"):
        yield left_over(pointed)
    if count.minimum_support:
        yield support(count.minimum_support, pointed)
    yield when_equal(pointed)


def left_over(pointed: bool) -> str:
    if pointed:
        return _(
            "What is then left over buys other plans: the one with the most points first, each "
            "that still fits."
        )
    return _(
        "What is then left over buys other plans: the one with the most votes first, each that "
        "still fits."
    )


def support(least: int, pointed: bool) -> str:
    if pointed:
        words = ngettext(
            "A plan needs at least %(number)s point to take part.",
            "A plan needs at least %(number)s points to take part.",
            least,
        )
    else:
        words = ngettext(
            "A plan needs at least %(number)s vote to take part.",
            "A plan needs at least %(number)s votes to take part.",
            least,
        )
    return words % {"number": least}


def when_equal(pointed: bool) -> str:
    if pointed:
        return _(
            "Equal plans: the cheaper goes first, then the one with more points, then the order "
            "that was drawn by lot when the vote opened."
        )
    return _(
        "Equal plans: the cheaper goes first, then the one with more votes, then the order that "
        "was drawn by lot when the vote opened."
    )
