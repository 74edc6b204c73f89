"""Counts the ballots of a resolution again, with the standard library and nothing else.

    recount(frozen, ballots) -> result

frozen: the configuration that was frozen when the vote opened; read here: "rule", "majority",
    "quorum" and "entitled".
ballots: the JSON text of each choice -> how many ballots say it. The choices are {"vote":"yes"},
    {"vote":"no"} and {"vote":"blank"}.
result: the stored result, under the same keys.

The rule: a quorum asks that enough members take part, whatever they vote. The votes for must be
more than (`strict`), or at least, a part of the base: the votes for and against, or all who take
part, or all who may. Raises ValueError for what it cannot count.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

RULE = ["majority", 1]
MAJORITY = {
    "numerator": 1,
    "denominator": 2,
    "strict": True,
    "base": "cast",
    "tie": "rejected",
    "article": "",
}
QUORUM = {"strict": False, "unit": "heads", "article": ""}
"""What holds where the frozen settings leave something out."""


def recount(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> dict[str, Any]:
    if frozen["rule"] != RULE:
        raise ValueError(f"this file counts {RULE}, not {frozen['rule']}")
    votes = {"yes": 0, "no": 0, "blank": 0, "invalid": 0}
    for text, number in ballots.items():
        votes[said(text)] += number
    majority = MAJORITY | frozen["majority"]
    entitled, present = frozen["turnout"]["entitled"], frozen["turnout"]["present"]
    if present["heads"] > entitled["heads"] or present["votes"] > entitled["votes"]:
        raise ValueError("more took part than may vote")
    if sum(votes.values()) != present["votes"]:
        raise ValueError("there is not one ballot for each vote of those who took part")
    base = {
        "cast": votes["yes"] + votes["no"],
        "present": present["votes"],
        "entitled": entitled["votes"],
    }[majority["base"]]
    needed = least(base, majority)
    half = 2 * majority["numerator"] == majority["denominator"]
    tied = half and votes["yes"] == votes["no"] and votes["yes"] > 0
    there = frozen.get("attendance") or frozen["turnout"]  # of a meeting, if there is one
    quorum = quorum_of(frozen["quorum"], there["present"], there["entitled"])
    if quorum and not quorum["met"]:
        outcome = "no_quorum"
    elif votes["yes"] >= needed:
        outcome = "adopted"
    elif tied and majority["tie"] != "rejected":
        outcome = "tie"  # a second vote or the lot decides
    else:
        outcome = "rejected"
    return {
        "outcome": outcome,
        "adopted": outcome == "adopted",
        "tally": votes,
        "present": present,
        "entitled": entitled,
        "majority": majority,
        "base_size": base,
        "needed": needed,
        "margin": votes["yes"] - needed,
        "tied": tied,
        "quorum": quorum,
    }


def said(text: str) -> str:
    """What a ballot says: yes, no or blank."""
    choice = json.loads(text)
    if choice not in ({"vote": "yes"}, {"vote": "no"}, {"vote": "blank"}):
        raise ValueError(f"not a ballot of a resolution: {text}")
    vote: str = choice["vote"]
    return vote


def least(base: int, part: Mapping[str, Any]) -> int:
    """The smallest whole number, 1 or more, that is (more than) this part of the base."""
    exactly = base * Fraction(part["numerator"], part["denominator"])
    return floor(exactly) + 1 if part["strict"] else max(1, ceil(exactly))


def quorum_of(
    asked: Mapping[str, Any] | None, present: Mapping[str, int], entitled: Mapping[str, int]
) -> dict[str, Any] | None:
    """Whether enough took part, of the people or of the votes; None where no quorum is asked."""
    if asked is None:
        return None
    quorum: dict[str, Any] = {**QUORUM, **asked}
    here, everybody = present[quorum["unit"]], entitled[quorum["unit"]]
    needed = least(everybody, quorum)
    met = here >= needed
    return {**quorum, "present": here, "entitled": everybody, "needed": needed, "met": met}
