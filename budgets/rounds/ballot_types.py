"""The ballots that a vote on a budget can have: what one says, its settings, and what the rules
read in it. Rules and configuration of a poll name one, and have its settings beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import lt
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.rounds.configuration import BudgetConfiguration, BudgetRules
from budgets.rules.profile import Ballots, PointsProfile, Profile, Project
from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.configuration import Configuration, NoSettings, with_settings
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.shapes import Names, Said, Shape
from governance.ballots.kinds.shapes.points import Points, PointsSettings, check_points
from governance.ballots.kinds.shapes.ranking import Ranking
from governance.ballots.kinds.shapes.several import SEVERAL
from governance.rules.errors import CountError
from governance.rules.points import check_limits

Counts = Iterable[tuple[Any, int]]  # what ballots say, and how many say it

MOST_POINTS = 1000
MOST_PLACES = 20
MOST_PLANS = 500
"""On a ballot with a field for each plan: no form can hold more, nor what is read back."""


@dataclass(frozen=True, kw_only=True)
class DividedPoints(PointsSettings):
    """`points` of each voter, of which one plan can get `most`, if that is no None."""

    points: int = 10


@dataclass(frozen=True, kw_only=True)
class HighestScore(Data):
    """`most`: the highest number that one plan can get."""

    most: int = 5


@dataclass(frozen=True, kw_only=True)
class PointsOfPlaces(Data):
    """`ranks`: the points of each place, the first place first."""

    ranks: tuple[int, ...] = (5, 4, 3, 2, 1)


class Scores(Points):
    """A number for each plan, which takes nothing from the others: {"points": {key: number}}."""

    name = "scores"

    def how_you_vote(self, rules: Data) -> str:
        return _(
            "You give each plan a number, from 0 to %(most)s: the more you want it, the higher. "
            "Nothing but zeros is a blank ballot."
        ) % {"most": HighestScore.of(rules).most}

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [dict.fromkeys(keys, HighestScore.of(rules).most)]

    def check(self, said: Any, configuration: Configuration) -> dict[str, int]:
        # as many points as a ballot with the highest number for every plan
        most, plans = HighestScore.of(configuration).most, configuration.labels
        return check_points(said, plans, PointsSettings(points=most * len(plans), most=most))

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said:
        highest_first = sorted(said, key=lambda key: -said[key])
        lines = [(str(said[key]), names[key]) for key in highest_first]
        return Said(lines, _("So you score the plans:"), ":")


class Places(Ranking):
    """An order of as many plans as there are places that earn points: {"rank": [keys]}."""

    name = "places"

    def how_you_vote(self, rules: Data) -> str:
        places = len(PointsOfPlaces.of(rules).ranks)
        return ngettext(
            "You choose one plan. No plan at all is a blank ballot.",
            "You put at most %(places)s plans in order: place 1 for your first choice, and so on. "
            "You may stop where you like. No place at all is a blank ballot.",
            places,
        ) % {"places": places}

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [sorted(keys, key=spelled_length)[-len(PointsOfPlaces.of(rules).ranks) :]]

    def check(self, said: Any, configuration: Configuration) -> list[str]:
        ranked = super().check(said, configuration)
        if len(ranked) > len(PointsOfPlaces.of(configuration).ranks):
            raise kinds.InvalidBallot("too many places")
        return ranked


def spelled_length(key: str) -> int:
    return len(canonical.dumps(key))


class BallotType:
    """`name`: in the rules of a poll. `vote_type`: in Pabulib files. `pointed`: plans get points,
    so that votes and points are two numbers."""

    name: ClassVar[str]
    vote_type: ClassVar[str]
    shape: ClassVar[Shape]
    settings: ClassVar[type[Data]] = NoSettings
    pointed: ClassVar[bool] = True

    @cached_property
    def rules(self) -> type[BudgetRules]:
        return with_settings(BudgetRules, self.settings)

    @cached_property
    def configuration(self) -> type[BudgetConfiguration]:
        return with_settings(BudgetConfiguration, self.settings)

    def check_settings(self, rules: BudgetRules) -> None:
        """Raises CountError for settings that no ballot can follow."""

    def most_plans(self, rules: BudgetRules, plans: int) -> int:
        """How many of so many plans one ballot can name."""
        return plans

    def profile(
        self, projects: Sequence[Project], counts: Counts, configuration: BudgetConfiguration
    ) -> Ballots:
        return PointsProfile.from_counts(projects, counts)


class Approve(BallotType):
    name = "approve"
    vote_type = "approval"
    shape = SEVERAL
    pointed = False

    def profile(
        self, projects: Sequence[Project], counts: Counts, configuration: BudgetConfiguration
    ) -> Ballots:
        return Profile.from_counts(projects, counts)


class Divide(BallotType):
    name = "points"
    vote_type = "cumulative"
    shape = Points()
    settings = DividedPoints

    def check_settings(self, rules: BudgetRules) -> None:
        divided = DividedPoints.of(rules)
        check_limits(points=divided.points, most=divided.most)
        require_number("points", divided.points)

    def most_plans(self, rules: BudgetRules, plans: int) -> int:
        return min(plans, DividedPoints.of(rules).points)


class Score(BallotType):
    name = "score"
    vote_type = "scoring"
    shape = Scores()
    settings = HighestScore

    def check_settings(self, rules: BudgetRules) -> None:
        require_number("most", HighestScore.of(rules).most)


class Rank(BallotType):
    name = "rank"
    vote_type = "ordinal"
    shape = Places()
    settings = PointsOfPlaces

    def check_settings(self, rules: BudgetRules) -> None:
        ranks = PointsOfPlaces.of(rules).ranks
        if not 0 < len(ranks) <= MOST_PLACES:
            raise CountError(f"A ballot has from 1 to {MOST_PLACES} places.")
        for points in ranks:
            require_number("ranks", points)
        if any(map(lt, ranks, ranks[1:])):
            raise CountError("A lower place may not earn more points than a higher one.")

    def most_plans(self, rules: BudgetRules, plans: int) -> int:
        return min(plans, len(PointsOfPlaces.of(rules).ranks))

    def profile(
        self, projects: Sequence[Project], counts: Counts, configuration: BudgetConfiguration
    ) -> Ballots:
        return PointsProfile.from_rankings(
            projects, counts, list(PointsOfPlaces.of(configuration).ranks)
        )


def require_number(name: str, number: int) -> None:
    if not 1 <= number <= MOST_POINTS:
        raise CountError(f"{name}: a whole number from 1 to {MOST_POINTS} is needed.")


APPROVE = Approve()
BALLOT_TYPES: dict[str, BallotType] = {
    one.name: one for one in (APPROVE, Divide(), Score(), Rank())
}


def ballot_type(name: str) -> BallotType:
    """Raises CountError for a name that is none of a ballot."""
    found = BALLOT_TYPES.get(name)
    if found is None:
        raise CountError(f"There is no ballot {name!r}.")
    return found


def type_of(given: BudgetRules | BudgetConfiguration) -> BallotType:
    return ballot_type(given.ballot)


def read_rules(data: Any) -> BudgetRules:
    """Raises CountError for what are no rules of a vote on a budget."""
    name = data.get("ballot", APPROVE.name) if isinstance(data, dict) else APPROVE.name
    return ballot_type(name).rules.from_data(data)


def check_ballot(rules: BudgetRules, plans: int) -> None:
    """Raises CountError where no ballot on so many plans can follow the rules."""
    found = type_of(rules)
    if found.pointed and plans > MOST_PLANS:
        raise CountError(f"A ballot that is filled in with numbers has at most {MOST_PLANS} plans.")
    if found.pointed and rules.limit:
        raise CountError("Only plans that are ticked can be held to the budget.")
    found.check_settings(rules)
    if rules.minimum > found.most_plans(rules, plans):
        raise CountError("No ballot can name so many plans as it must.")
