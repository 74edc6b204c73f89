"""The invented budget rounds: planned, voted on and counted by the same actions as real ones."""

import datetime
import math
import random
from collections import Counter
from typing import Any

from django.db import transaction

from budgets.rounds.actions import planning, voting
from budgets.rounds.models import Envelope, Project, Round
from governance.ballots.models import Poll, RollEntry
from governance.members.models import Neighbourhood
from wijkstem.demo.days import moment
from wijkstem.demo.load_votes import carry_out
from wijkstem.demo.people import chances, holder_of
from wijkstem.demo.words import Words

# How much less a plan appeals to those who live in another neighbourhood.
ELSEWHERE = 0.1
CENTS = 100
# Who prepares the rounds.
PLANNER = "penningmeester"


def hold_round(data: dict[str, Any], words: Words) -> None:
    chance = chances(f"plans of {data['slug']}")
    with transaction.atomic():
        poll = draft(data, words, chance)
    if data["opens"] <= 0:
        carry_out(poll, data, data["ballots"], lambda entry: ballot(entry, data, chance), words)


def ballot(entry: RollEntry, data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    by_points = data["rules"].get("ballot") == "points"
    return points_for(entry, data, chance) if by_points else plans_for(entry, data, chance)


def points_for(entry: RollEntry, data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """How a voter divides points: one by one, mostly to a few plans that they like."""
    home, rules = entry.member.neighbourhood.name, data["rules"]
    keys = [plan["key"] for plan in data["project"]]
    likes = [liking(plan, home) * chance.random() ** 2 for plan in data["project"]]
    given: Counter[str] = Counter()
    for _ in range(rules["points"] - chance.choice([0, 0, 0, 0, 0, 1, 2])):
        wanted = chance.choices(keys, likes)[0]
        given[wanted] += given[wanted] < rules["most"]
    return {"points": dict(given)}


def liking(plan: dict[str, Any], home: str) -> float:
    near: float = plan["appeal"]
    return near if plan["for_whom"] in (home, "iedereen") else near * ELSEWHERE


def draft(data: dict[str, Any], words: Words, chance: random.Random) -> Poll:
    round_ = plan(data, words)
    by = holder_of(PLANNER)
    envelope = planning.add_envelope(round_=round_, amount=data["budget"] * CENTS, by=by)
    for project in data["project"]:
        planning.admit(project=propose(project, envelope), by=by)
    keys = [project["key"] for project in data["project"]]
    return voting.put_to_vote(
        envelope=envelope,
        opens_at=moment(data["opens"]),
        closes_at=moment(data["closes"]),
        rules=data["rules"] | {"tie_order": chance.sample(keys, len(keys))},
    )


@transaction.atomic
def plan_round(data: dict[str, Any], words: Words) -> None:
    round_ = plan(data, words)
    for share in data["envelope"]:
        home = Neighbourhood.objects.get(name=share["neighbourhood"])
        envelope = planning.add_envelope(
            round_=round_,
            amount=share["amount"] * CENTS,
            neighbourhood=home,
            by=holder_of(PLANNER),
        )
        for project in share["project"]:
            propose(project, envelope)


def plan(data: dict[str, Any], words: Words) -> Round:
    return planning.plan_round(
        slug=data["slug"],
        title=words.fill(data["title"]),
        introduction=words.fill(data["introduction"]).strip(),
        public=data["public"],
        phases={kind: (day(first), day(last)) for kind, (first, last) in data["phases"].items()},
        by=holder_of(PLANNER),
    )


def day(days: int) -> datetime.date:
    return moment(days).date()


def propose(data: dict[str, Any], envelope: Envelope) -> Project:
    texts = {name: data[name] for name in ("key", "title", "summary", "place", "submitter")}
    cost = data["cost"] * CENTS if "cost" in data else None
    by = holder_of(PLANNER)
    return planning.add_project(round_=envelope.round, envelope=envelope, cost=cost, by=by, **texts)


def plans_for(entry: RollEntry, data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """What a voter chooses: mostly plans for their own neighbourhood, as long as they fit."""
    home = entry.member.neighbourhood.name
    left = data["budget"] if data["rules"]["limit"] else math.inf
    ticked: list[str] = []
    for plan in sorted(data["project"], key=lambda _plan: chance.random()):
        wanted = chance.random() * 100 < liking(plan, home)
        if wanted and plan["cost"] <= left:
            ticked.append(plan["key"])
            left -= plan["cost"]
    if len(ticked) < data["rules"]["minimum"]:
        return {"approve": fill_up(ticked, left, data, home)}
    return {"approve": ticked}


def fill_up(ticked: list[str], left: float, data: dict[str, Any], home: str) -> list[str]:
    # Plans nearby come first, then cheap ones, until there are as many as the round asks.
    plans = sorted(data["project"], key=lambda plan: (plan["for_whom"] != home, plan["cost"]))
    for plan in plans:
        enough = len(ticked) >= data["rules"]["minimum"]
        if not enough and plan["key"] not in ticked and plan["cost"] <= left:
            ticked.append(plan["key"])
            left -= plan["cost"]
    return ticked
