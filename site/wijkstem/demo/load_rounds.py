"""The invented budget rounds: put to the vote and counted by the same actions as real ones."""

import math
import random
from typing import Any

from django.db import transaction

from budgets.rounds.models import Phase, Project, Round
from governance.ballots.models import Choice, Poll, RollEntry
from wijkstem.demo.days import moment
from wijkstem.demo.load_votes import carry_out, draft
from wijkstem.demo.people import chances
from wijkstem.demo.words import Words

ELSEWHERE = 0.1
"""How much less a plan appeals to those who live in another neighbourhood."""


def hold_round(data: dict[str, Any], words: Words) -> None:
    """Makes a budget round and brings it to where it is today."""
    with transaction.atomic():
        poll = draft(data, words, "budget", data["title"], "")
        chance = chances(f"plans of {poll.slug}")
        keys = [plan["key"] for plan in data["project"]]
        poll.rules = data["rules"] | {"tie_order": chance.sample(keys, len(keys))}
        poll.save()
        make_round(poll, data, words)
    carry_out(poll, data, data["ballots"], lambda entry: plans_for(entry, data, chance), words)


def make_round(poll: Poll, data: dict[str, Any], words: Words) -> None:
    round_ = Round.objects.create(
        poll=poll,
        title=words.fill(data["title"]),
        introduction=words.fill(data["introduction"]).strip(),
        budget=data["budget"] * 100,
    )
    for order, plan in enumerate(data["project"]):
        choice = Choice.objects.create(poll=poll, key=plan["key"], label=plan["title"], order=order)
        texts = {name: plan[name] for name in ("title", "summary", "place", "submitter")}
        Project.objects.create(round=round_, choice=choice, cost=plan["cost"] * 100, **texts)
    for kind, (first, last) in data["phases"].items():
        Phase.objects.create(
            round=round_, kind=kind, starts_on=moment(first).date(), ends_on=moment(last).date()
        )


def plans_for(entry: RollEntry, data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """What somebody ticks: mostly plans for their own neighbourhood, as long as they fit."""
    home = entry.member.neighbourhood.name
    left = data["budget"] if data["rules"]["limit"] else math.inf
    ticked: list[str] = []
    for plan in sorted(data["project"], key=lambda _plan: chance.random()):
        near = plan["for_whom"] in (home, "iedereen")
        wanted = chance.random() * 100 < plan["appeal"] * (1 if near else ELSEWHERE)
        if wanted and plan["cost"] <= left:
            ticked.append(plan["key"])
            left -= plan["cost"]
    if len(ticked) < data["rules"]["minimum"]:
        return {"approve": fill_up(ticked, left, data, home)}
    return {"approve": ticked}


def fill_up(ticked: list[str], left: float, data: dict[str, Any], home: str) -> list[str]:
    """Adds plans until there are as many as the round asks: near ones first, then cheap ones."""
    plans = sorted(data["project"], key=lambda plan: (plan["for_whom"] != home, plan["cost"]))
    for plan in plans:
        enough = len(ticked) >= data["rules"]["minimum"]
        if not enough and plan["key"] not in ticked and plan["cost"] <= left:
            ticked.append(plan["key"])
            left -= plan["cost"]
    return ticked
