"""The frozen configuration: unchanged, and equal to the poll's own columns."""

import json
from typing import Any

from governance.ballots.box import canonical
from governance.ballots.electors import policy_of
from governance.ballots.models import Choice, Poll
from governance.ballots.verification.case import Case, Kind
from governance.ballots.verification.chain import moment
from governance.ballots.verification.problems import Finding, Found, Wrong
from governance.members.models import Neighbourhood

SAME = ("slug", "question", "explanation", "kind", "mode", "electors")


def check(case: Case) -> Found:
    poll = case.poll
    frozen = poll.configuration
    spelled = canonical.dumps(frozen)
    if poll.frozen_hash != canonical.digest("wijkstem poll 3", spelled):
        yield Finding(Wrong.FROZEN_HASH)
    for event in case.all_of(Kind.OPENED, Kind.IMPORTED):
        if event.detail["frozen"] != poll.frozen_hash:
            yield Finding(Wrong.FROZEN_HASH, f"event {event.number}")
    for column in differing(case, frozen):
        yield Finding(Wrong.COLUMN, column)
    if not same_choices(case.choices, frozen["choices"]):
        yield Finding(Wrong.CHOICES)
    for part in spent_rules(poll, frozen):
        yield Finding(Wrong.RULES, part)


def differing(case: Case, frozen: dict[str, Any]) -> list[str]:
    poll = case.poll
    imports = [event.detail["source"] for event in case.all_of(Kind.IMPORTED)]
    same = {column: getattr(poll, column) == frozen[column] for column in SAME}
    same |= {
        "opens_at": poll.opens_at == moment(frozen["opens_at"]),
        "repeats_id": (poll.repeats.slug if poll.repeats else None) == frozen["repeats"],
        "neighbourhood_id": same_neighbourhood(poll, frozen["roll"]["neighbourhood"]),
        "source": [poll.source] == (imports or [""]),
    }
    return [column for column, agrees in same.items() if not agrees]


def same_neighbourhood(poll: Poll, name: str | None) -> bool:
    if poll.neighbourhood is None or name is None:
        return poll.neighbourhood is None and name is None
    # A neighbourhood may have been renamed: then none has the frozen name.
    renamed = not Neighbourhood.objects.filter(name=name).exists()
    return poll.neighbourhood.name == name or renamed


def same_choices(choices: list[Choice], frozen: list[list[str]]) -> bool:
    by_key = {choice.key: choice for choice in choices}
    if len(choices) != len(frozen) or set(by_key) != {key for key, _label in frozen}:
        return False
    orders = [by_key[key].order for key, _label in frozen]
    labels = all(by_key[key].label == label for key, label in frozen)
    # An order without ties.
    return labels and orders == sorted(set(orders))


def spent_rules(poll: Poll, frozen: dict[str, Any]) -> list[str]:
    """The parts of `rules` that would be frozen differently now."""
    again: dict[str, Any] = {
        "roll": roll(poll, frozen),
        "objection_days": poll.rules.get("objection_days", frozen["objection_days"]),
    }
    # Another version of a rule may have other settings.
    if frozen["rule"] == own_rule(poll, frozen):
        again |= own(poll, frozen)
    now = json.loads(canonical.dumps(again))
    other = sorted(key for key, value in now.items() if value != frozen.get(key))
    return other if sealed_to(poll.rules) == sealed_to(frozen) else [*other, "sealing"]


def sealed_to(settings: dict[str, Any]) -> str | None:
    found: str | None = settings.get("sealing", {}).get("public_key")
    return found


def roll(poll: Poll, frozen: dict[str, Any]) -> dict[str, Any]:
    electors = policy_of(poll)
    return {
        "neighbourhood": frozen["roll"]["neighbourhood"],
        "proxy_cap": electors.proxy_cap,
        **electors.settings(),
    }


def own(poll: Poll, frozen: dict[str, Any]) -> dict[str, Any]:
    drawn = "tie_order" in frozen and not poll.rules.get("tie_order")
    # A tie order that was drawn is not drawn again.
    lot = {"tie_order": frozen["tie_order"]} if drawn else {}
    twin = Poll(pk=poll.pk, kind=poll.kind, mode=poll.mode, rules=poll.rules | lot)
    made = poll.counting.freeze(twin) | ({"drawn": drawn} if "drawn" in frozen else {})
    return {key: value for key, value in made.items() if key in frozen}


def own_rule(poll: Poll, frozen: dict[str, Any]) -> list[Any]:
    made = poll.counting.freeze(Poll(pk=poll.pk, kind=poll.kind, rules=poll.rules))
    return list(made.get("rule", [poll.counting.rule, poll.counting.version]))
