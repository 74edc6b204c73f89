"""The ballots that a vote on a budget can have: what one says, its settings, and what the rules
read in it. `rules["ballot"]` of a poll names one, and the frozen configuration has its settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import lt
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.rules.profile import Ballots, PointsProfile, Profile, Project
from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.shapes import Names, Said, Shape
from governance.ballots.kinds.shapes.points import Points
from governance.ballots.kinds.shapes.ranking import Ranking
from governance.ballots.kinds.shapes.several import SEVERAL
from governance.rules.errors import CountError
from governance.rules.points import check_limits

Counts = Iterable[tuple[Any, int]]  # what ballots say, and how many say it

MOST_POINTS = 1000
MOST_PLACES = 20
MOST_PLANS = 500
"""On a ballot with a field for each plan: no form can hold more, nor what is read back."""


class Scores(Points):
    """A number for each plan, which takes nothing from the others: {"points": {key: number}}."""

    name = "scores"

    def how_you_vote(self, frozen: Mapping[str, Any]) -> str:
        return _(
            "You give each plan a number, from 0 to %(most)s: the more you want it, the higher. "
            "Nothing but zeros is a blank ballot."
        ) % {"most": frozen["most"]}

    def longest(self, keys: Sequence[str], frozen: Mapping[str, Any]) -> list[Any]:
        return [dict.fromkeys(keys, frozen["most"])]

    def check(self, said: Any, frozen: Mapping[str, Any]) -> dict[str, int]:
        # as many points as a ballot with the highest number for every plan
        return super().check(said, {**frozen, "points": frozen["most"] * len(frozen["choices"])})

    def read(self, said: Any, names: Names, frozen: Mapping[str, Any]) -> Said:
        highest_first = sorted(said, key=lambda key: -said[key])
        lines = [(str(said[key]), names[key]) for key in highest_first]
        return Said(lines, _("So you score the plans:"), ":")


class Places(Ranking):
    """An order of as many plans as there are places that earn points: {"rank": [keys]}."""

    name = "places"

    def how_you_vote(self, frozen: Mapping[str, Any]) -> str:
        return ngettext(
            "You choose one plan. No plan at all is a blank ballot.",
            "You put at most %(places)s plans in order: place 1 for your first choice, and so on. "
            "You may stop where you like. No place at all is a blank ballot.",
            len(frozen["ranks"]),
        ) % {"places": len(frozen["ranks"])}

    def longest(self, keys: Sequence[str], frozen: Mapping[str, Any]) -> list[Any]:
        return [sorted(keys, key=spelled_length)[-len(frozen["ranks"]) :]]

    def check(self, said: Any, frozen: Mapping[str, Any]) -> list[str]:
        ranked = super().check(said, frozen)
        if len(ranked) > len(frozen["ranks"]):
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
    pointed: ClassVar[bool] = True

    def settings(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        """What is frozen of it. Raises CountError for what no ballot can follow."""
        raise NotImplementedError

    def most_plans(self, settings: Mapping[str, Any], plans: int) -> int:
        """How many of so many plans one ballot can name."""
        return plans

    def profile(
        self, projects: Sequence[Project], counts: Counts, frozen: Mapping[str, Any]
    ) -> Ballots:
        return PointsProfile.from_counts(projects, counts)


class Approve(BallotType):
    name = "approve"
    vote_type = "approval"
    shape = SEVERAL
    pointed = False

    def settings(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def profile(
        self, projects: Sequence[Project], counts: Counts, frozen: Mapping[str, Any]
    ) -> Ballots:
        return Profile.from_counts(projects, counts)


class Divide(BallotType):
    """`points` of each voter, of which one plan can get `most`, if that is no None."""

    name = "points"
    vote_type = "cumulative"
    shape = Points()

    def settings(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        points, most = rules.get("points", 10), rules.get("most")
        check_limits(points=points, most=most)
        require_number("points", points)
        return {"points": points, "most": most}

    def most_plans(self, settings: Mapping[str, Any], plans: int) -> int:
        return min(plans, settings["points"])


class Score(BallotType):
    """`most`: the highest number that one plan can get."""

    name = "score"
    vote_type = "scoring"
    shape = Scores()

    def settings(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        most = rules.get("most", 5)
        require_number("most", most)
        return {"most": most}


class Rank(BallotType):
    """`ranks`: the points of each place, the first place first."""

    name = "rank"
    vote_type = "ordinal"
    shape = Places()

    def settings(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        ranks = rules.get("ranks", [5, 4, 3, 2, 1])
        if not isinstance(ranks, list) or not 0 < len(ranks) <= MOST_PLACES:
            raise CountError(f"A ballot has from 1 to {MOST_PLACES} places.")
        for points in ranks:
            require_number("ranks", points)
        if any(map(lt, ranks, ranks[1:])):
            raise CountError("A lower place may not earn more points than a higher one.")
        return {"ranks": list(ranks)}

    def most_plans(self, settings: Mapping[str, Any], plans: int) -> int:
        return min(plans, len(settings["ranks"]))

    def profile(
        self, projects: Sequence[Project], counts: Counts, frozen: Mapping[str, Any]
    ) -> Ballots:
        return PointsProfile.from_rankings(projects, counts, frozen["ranks"])


def require_number(name: str, number: Any) -> None:
    if type(number) is not int or not 1 <= number <= MOST_POINTS:
        raise CountError(f"{name}: a whole number from 1 to {MOST_POINTS} is needed.")


APPROVE = Approve()
BALLOT_TYPES: dict[str, BallotType] = {
    one.name: one for one in (APPROVE, Divide(), Score(), Rank())
}


def ballot_type(configuration: Mapping[str, Any]) -> BallotType:
    """The one that rules or a frozen configuration name; approvals, where they name none."""
    found = BALLOT_TYPES.get(configuration.get("ballot", APPROVE.name))
    if found is None:
        raise CountError(f"There is no ballot {configuration['ballot']!r}.")
    return found


def ballot_settings(rules: Mapping[str, Any], plans: int) -> dict[str, Any]:
    """What is frozen of the ballot of a vote on so many plans. Raises CountError."""
    found = ballot_type(rules)
    if found.pointed and plans > MOST_PLANS:
        raise CountError(f"A ballot that is filled in with numbers has at most {MOST_PLANS} plans.")
    if found.pointed and rules.get("limit"):
        raise CountError("Only plans that are ticked can be held to the budget.")
    settings = found.settings(rules)
    if rules.get("minimum", 0) > found.most_plans(settings, plans):
        raise CountError("No ballot can name so many plans as it must.")
    return {"ballot": found.name, **settings}
