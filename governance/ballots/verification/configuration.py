"""The frozen configuration: unchanged, and equal to the poll's own columns."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from governance.ballots.box import canonical
from governance.ballots.electors import policy_of
from governance.ballots.kinds.configuration import Configuration, Rules, Standing
from governance.ballots.models import Choice, Poll
from governance.ballots.verification.case import Case, Kind
from governance.ballots.verification.problems import Finding, Found, Wrong
from governance.members.models import Neighbourhood

SAME = ("slug", "question", "explanation", "kind", "mode", "electors")


def check(case: Case) -> Found:
    poll = case.poll
    if poll.frozen_hash != canonical.digest("wijkstem poll 3", canonical.dumps(poll.frozen)):
        yield Finding(Wrong.FROZEN_HASH)
    for event in case.all_of(Kind.OPENED, Kind.IMPORTED):
        if event.detail["frozen"] != poll.frozen_hash:
            yield Finding(Wrong.FROZEN_HASH, f"event {event.number}")
    for column in differing(case):
        yield Finding(Wrong.COLUMN, column)
    if not same_choices(case.choices, poll.configuration):
        yield Finding(Wrong.CHOICES)
    for part in spent_rules(poll):
        yield Finding(Wrong.RULES, part)


def differing(case: Case) -> list[str]:
    poll, frozen = case.poll, case.poll.configuration
    imports = [event.detail["source"] for event in case.all_of(Kind.IMPORTED)]
    same = {column: getattr(poll, column) == getattr(frozen, column) for column in SAME}
    same |= {
        "opens_at": poll.opens_at == frozen.opens_at,
        "repeats_id": (poll.repeats.slug if poll.repeats else None) == frozen.repeats,
        "neighbourhood_id": same_neighbourhood(poll, frozen.neighbourhood),
        "source": [poll.source] == (imports or [""]),
    }
    return [column for column, agrees in same.items() if not agrees]


def same_neighbourhood(poll: Poll, name: str | None) -> bool:
    if poll.neighbourhood is None or name is None:
        return poll.neighbourhood is None and name is None
    # A neighbourhood may have been renamed: then none has the frozen name.
    renamed = not Neighbourhood.objects.filter(name=name).exists()
    return poll.neighbourhood.name == name or renamed


def same_choices(choices: list[Choice], frozen: Configuration) -> bool:
    by_key = {choice.key: choice for choice in choices}
    if len(choices) != len(frozen.choices) or by_key.keys() != frozen.labels.keys():
        return False
    orders = [by_key[key].order for key in frozen.labels]
    labels = all(by_key[key].label == label for key, label in frozen.choices)
    # An order without ties.
    return labels and orders == sorted(set(orders))


def spent_rules(poll: Poll) -> list[str]:
    """The parts of `rules` that would be frozen differently now."""
    frozen, rules = poll.configuration, poll.draft_rules
    again = {
        "roll": {**policy_roll(poll), "neighbourhood": frozen.neighbourhood},
        "standing": policy_of(poll).force(rules.standing or Standing()).standing,
        "count_waits": rules.count_waits,
    }
    now = frozen_now(poll)
    # Another version of a rule may have other settings.
    if frozen.rule == now.rule:
        again |= own_of(now)
    if rules.objection_days is not None:
        again["objection_days"] = rules.objection_days
    other = sorted(key for key, value in again.items() if value != getattr(frozen, key))
    return other if sealed_to(rules) == sealed_to(frozen) else [*other, "sealing"]


def sealed_to(given: Rules | Configuration) -> str | None:
    return given.sealing.public_key if given.sealing else None


def policy_roll(poll: Poll) -> dict[str, Any]:
    electors = policy_of(poll)
    settings: dict[str, Any] = json.loads(json.dumps(electors.settings()))
    return {"proxy_cap": electors.proxy_cap, **settings}


def own_of(configuration: Configuration) -> dict[str, Any]:
    """What the kind of poll froze, beside what all polls have."""
    shared = {each.name for each in fields(Configuration)} - {"body_size"}
    names = {each.name for each in fields(configuration)} - shared
    return {name: getattr(configuration, name) for name in names}


def frozen_now(poll: Poll) -> Configuration:
    """What the kind would freeze now, with the lot that was drawn at opening."""
    frozen = poll.configuration
    shared = {each.name: getattr(frozen, each.name) for each in fields(Configuration)}
    del shared["rule"], shared["body_size"]

    def drawn_before(_keys: Sequence[str]) -> Sequence[str]:
        # a kind that draws keeps it under this name
        order: Sequence[str] = getattr(frozen, "tie_order", ())
        return order

    made: Configuration = poll.counting.freeze(poll, poll.draft_rules, shared, drawn_before)
    return made
