"""A counted round as files."""

import json
from collections.abc import Iterator
from typing import Any

from budgets.rounds.models import Project, Round
from budgets.rounds.words import Result
from budgets.rules import pabulib
from governance.ballots.models import Ballot, Tally


def table(result: Result) -> Iterator[list[str]]:
    for row in [*result.funded, *result.unfunded]:
        yield [
            row.project.choice.key,
            row.project.title,
            f"{row.project.cost // 100}.{row.project.cost % 100:02}",
            str(row.outcome.votes),
            "1" if row.outcome.funded else "0",
            row.why,
        ]


def pabulib_text(round_: Round) -> str:
    """The round as a `.pb` file. Voters are numbered in the order of their receipt codes, which
    says nothing about when they voted."""
    result = Tally.objects.get(poll=round_.poll).result["equal_shares"]
    bodies = Ballot.objects.filter(poll=round_.poll).order_by("code").values_list("body", flat=True)
    votes = [
        pabulib.PabulibVote(voter=str(number), choice=tuple(json.loads(body)["approve"]))
        for number, body in enumerate(bodies, start=1)
    ]
    meta = {
        "description": " ".join(round_.title.split()),
        "currency": round_.currency,
        "vote_type": "approval",
        "rule": f"equalshares/{result['options']['completion']}",
    }
    projects = [pb_project(project, result) for project in round_.projects.select_related("choice")]
    return pabulib.write(pabulib.compose(meta, round_.budget, projects, votes))


def pb_project(project: Project, result: dict[str, Any]) -> pabulib.PabulibProject:
    return pabulib.PabulibProject(
        id=project.choice.key,
        cost=project.cost,
        name=" ".join(project.title.split()),
        selected=int(project.choice.key in result["selected"]),
    )
