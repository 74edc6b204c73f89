"""Holding the invented elections, by the same actions as real ones."""

import random
from collections import Counter
from typing import Any

from django.db import transaction

from governance.ballots.models import Choice, Poll
from wijkstem.demo.load_votes import carry_out, draft
from wijkstem.demo.people import chances
from wijkstem.demo.words import Words

SLIP = 0.22
"""How often somebody ranks two neighbours in the order of their group the other way round."""


def hold_election(data: dict[str, Any], words: Words) -> bool:
    """Makes an election and brings it to where it is today; false if it is there already."""
    if Poll.objects.filter(slug=data["slug"]).exists():
        return False
    chance = chances(f"ballots of {data['slug']}")
    with transaction.atomic():
        poll = draft(data, words, "election", data["question"], data["explanation"])
        names = ("rule", "seats", "points", "most")
        poll.rules = {name: data[name] for name in names if name in data}
        if data["closes"] < 0:  # the pages tell how it ended: no lot may fall otherwise
            keys = [choice["key"] for choice in data["choice"]]
            poll.rules["tie_order"] = chance.sample(keys, len(keys))
        poll.save()
        Choice.objects.bulk_create(
            Choice(poll=poll, key=choice["key"], label=choice["label"], order=order)
            for order, choice in enumerate(data["choice"])
        )
    carry_out(poll, data, data["ballots"], lambda _entry: ballot(data, chance), words)
    return True


def ballot(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """What somebody fills in."""
    blank = chance.random() * 100 < data["blank"]
    if data["rule"] == "approval":
        ticked = [c["key"] for c in data["choice"] if chance.random() * 100 < c["appeal"]]
        return {"approve": [] if blank else ticked}
    if data["rule"] == "points":
        return {"points": {} if blank else points(data, chance)}
    return {"rank": [] if blank else ranking(data["group"], chance)}


def points(data: dict[str, Any], chance: random.Random) -> dict[str, int]:
    """Somebody's points, given one by one to what their group likes; some keep a few."""
    group = chance.choices(data["group"], [group["share"] for group in data["group"]])[0]
    keys = [choice["key"] for choice in data["choice"]]
    most = data.get("most", data["points"])
    given: Counter[str] = Counter()
    for _ in range(data["points"] - chance.choice([0, 0, 0, 0, 1, 2])):
        wanted = chance.choices(keys, group["likes"])[0]
        given[wanted] += given[wanted] < most
    return dict(given)


def ranking(groups: list[dict[str, Any]], chance: random.Random) -> list[str]:
    """The order of somebody's group, with slips, and cut off where they lose interest."""
    group = chance.choices(groups, [group["share"] for group in groups])[0]
    order = list(group["order"])
    for place in range(len(order) - 1):
        if chance.random() < SLIP:
            order[place], order[place + 1] = order[place + 1], order[place]
    length = group["length"] + chance.choice([-1, 0, 0, 0, 1, len(order)])
    return order[: max(1, length)]
