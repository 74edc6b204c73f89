"""A counted vote on a budget as files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.pages.result import Result
from budgets.rules import pabulib
from governance.ballots.kinds.polls import PollLike


def table(result: Result) -> Iterator[list[str]]:
    for row in [*result.funded, *result.unfunded]:
        yield [
            row.outcome.project,
            row.title,
            f"{row.outcome.cost // 100}.{row.outcome.cost % 100:02}",
            str(row.outcome.votes),
            "1" if row.outcome.funded else "0",
            row.why,
        ]


def pabulib_text(poll: PollLike, bodies: Sequence[str], counted: Mapping[str, Any]) -> str:
    """The vote as a `.pb` file."""
    frozen = BudgetConfiguration.of(poll.configuration)
    result = counted["equal_shares"]
    votes = [
        pabulib.PabulibVote(voter=str(number), choice=tuple(json.loads(body)["approve"]))
        for number, body in enumerate(bodies, start=1)
    ]
    meta = {
        "description": on_one_line(poll.question),
        "currency": frozen.currency,
        "vote_type": "approval",
        "rule": f"equalshares/{result['options']['completion']}",
    }
    projects = list(pb_projects(frozen, result))
    return pabulib.write(pabulib.compose(meta, frozen.budget, projects, votes))


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
