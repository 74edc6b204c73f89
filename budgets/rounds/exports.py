"""A counted vote on a budget as files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from budgets.rounds.ballot_types import DividedPoints, HighestScore, PointsOfPlaces, type_of
from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.pages.result import Result
from budgets.rules import pabulib
from governance.ballots.kinds.polls import PollLike


def table(result: Result) -> Iterator[list[str]]:
    """One row per plan, amounts with two decimals; a column of points where ballots give these."""
    points = [_("points")] if result.pointed else []
    yield [_("number"), _("plan"), _("cost"), _("votes"), *points, _("funded"), _("why")]
    for row in [*result.funded, *result.unfunded]:
        yield [
            row.outcome.project,
            row.title,
            f"{row.outcome.cost // 100}.{row.outcome.cost % 100:02}",
            str(row.outcome.votes),
            *([str(row.points)] if result.pointed else []),
            "1" if row.outcome.funded else "0",
            row.why,
        ]


def pabulib_text(poll: PollLike, bodies: Sequence[str], counted: Mapping[str, Any]) -> str:
    """The vote as a `.pb` file."""
    frozen = BudgetConfiguration.of(poll.configuration)
    found, result = type_of(frozen), counted["equal_shares"]
    votes = [
        pb_vote(str(number), json.loads(body)[found.shape.key])
        for number, body in enumerate(bodies, start=1)
    ]
    meta = {
        "description": on_one_line(poll.question),
        "currency": frozen.currency,
        "vote_type": found.vote_type,
        "rule": f"equalshares/{result['options']['completion']}",
        **pb_limits(frozen),
    }
    projects = list(pb_projects(frozen, result))
    return pabulib.write(pabulib.compose(meta, frozen.budget, projects, votes))


def pb_vote(voter: str, said: list[str] | dict[str, int]) -> pabulib.PabulibVote:
    points = tuple(said.values()) if isinstance(said, dict) else ()
    return pabulib.PabulibVote(voter=voter, choice=tuple(said), points=points)


def pb_limits(frozen: BudgetConfiguration) -> dict[str, str]:
    """What a ballot could say, for ballots that give points."""
    match frozen:
        case DividedPoints():
            most, points = frozen.most_for_one, frozen.points
            return {"max_points": str(most), "max_sum_points": str(points)}
        case HighestScore():
            return {"min_points": "0", "max_points": str(frozen.most), "default_score": "0"}
        case PointsOfPlaces():
            # the format knows one way to count places, so ours goes into the comment
            points_of_places = ",".join(map(str, frozen.ranks))
            return {
                "max_length": str(len(frozen.ranks)),
                "comment": f"points of places: {points_of_places}",
            }
    return {}


def pb_projects(
    frozen: BudgetConfiguration, result: Mapping[str, Any]
) -> Iterator[pabulib.PabulibProject]:
    titles = frozen.labels
    for key, cost in frozen.projects:
        selected = int(key in result["selected"])
        yield pabulib.PabulibProject(
            id=key, cost=cost, name=on_one_line(titles[key]), selected=selected
        )


def on_one_line(text: str) -> str:
    return " ".join(text.split())
