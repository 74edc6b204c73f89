"""Small random resolutions and elections as the ballot box holds them, with many ties in them."""

from typing import Any

from hypothesis import strategies as st

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.election.kind import RECOUNT
from tests.recounting import Case, configured

KEYS = ("anna", "bram", "carla", "dirk", "eva", "fatma")
TIMES = (1, 1, 1, 1, 2, 2, 3, 7, 400)
RULES = [method.name for method in methods.registered() if method.recount == RECOUNT]


def cast(kind: str, frozen: dict[str, Any], choices: list[tuple[Any, int]]) -> Case:
    """The case of these choices, checked and spelled as in the box."""
    ballots: dict[str, int] = {}
    configuration = configured(kind, frozen)
    for choice, number in choices:
        text = canonical.dumps(kinds.count_of(kind).check(choice, configuration))
        ballots[text] = ballots.get(text, 0) + number
    return Case(kind, frozen, ballots)


def frozen_election(rule: str, keys: list[str], seats: int, order: list[str]) -> dict[str, Any]:
    return {
        "rule": [rule, 1],
        "choices": [[key, key.title()] for key in keys],
        "seats": seats,
        "tie_order": order,
        "drawn": True,
    }


@st.composite
def elections(draw: st.DrawFn, rule: str) -> Case:
    """From no ballots at all to some thousands; blank ones, partial and complete rankings."""
    keys = list(KEYS[: draw(st.integers(1, len(KEYS)))])
    seats = 1 if rule == "irv" else draw(st.integers(1, len(keys)))
    frozen = frozen_election(rule, keys, seats, draw(st.permutations(keys)))
    if rule == "points":
        frozen |= {"points": 10, "most": draw(st.sampled_from((None, 1, 2)))}
    choices = []
    for _ in range(draw(st.sampled_from((0, 1, 2, 4, 6, 9, 12)))):
        named = draw(st.permutations(keys))[: draw(st.integers(0, len(keys)))]
        said: Any = (named[0] if named else None) if rule == "plurality" else named
        if rule == "points":
            said = {key: draw(st.integers(1, frozen["most"] or 2)) for key in named[:4]}
        choices.append(({methods.get(rule).shape.key: said}, draw(st.sampled_from(TIMES))))
    return cast("election", frozen, choices)


@st.composite
def parts(draw: st.DrawFn) -> dict[str, Any]:
    """A part from 1/5 to all, at least or more than it."""
    denominator = draw(st.integers(1, 5))
    numerator = draw(st.integers(1, denominator))
    strict = numerator < denominator and draw(st.booleans())
    return {"numerator": numerator, "denominator": denominator, "strict": strict}


@st.composite
def resolutions(draw: st.DrawFn) -> Case:
    """Any majority and quorum; some settings left to their default; equal numbers are common."""
    yes = draw(st.integers(0, 40))
    no = draw(st.sampled_from((0, yes, 2 * yes)) | st.integers(0, 40))
    blank = draw(st.sampled_from((0, 0, 1, 2, 3)) | st.integers(0, 40))
    majority = draw(parts() | st.just({"numerator": 1, "denominator": 2}) | st.just({}))
    for name, values in {
        "base": ("cast", "present", "entitled"),
        "tie": ("rejected", "second_vote", "lot"),
        "article": ("", "artikel 12"),
    }.items():
        if draw(st.booleans()):
            majority |= {name: draw(st.sampled_from(values))}
    quorum = draw(st.none() | parts())
    if quorum and draw(st.booleans()):
        quorum |= {"unit": draw(st.sampled_from(("heads", "votes"))), "article": "artikel 13"}
    votes = yes + no + blank
    heads = draw(st.sampled_from((votes, (votes + 2) // 3)) | st.integers(bool(votes), votes))
    absent = draw(st.sampled_from((0, 0, 1, 2)) | st.integers(0, 200))
    idle = absent * draw(st.sampled_from((1, 1, 3)))
    frozen = {
        "rule": ["majority", 1],
        "majority": majority,
        "quorum": quorum,
        "turnout": {
            "entitled": {"heads": heads + absent, "votes": votes + idle},
            "present": {"heads": heads, "votes": votes},
        },
    }
    numbers = [("yes", yes), ("no", no), ("blank", blank)]
    return cast("resolution", frozen, [({"vote": said}, n) for said, n in numbers if n])
