"""Resolutions and elections, counted again by the files that need nothing of the application."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots.verification.standalone.compare import contains
from tests.governance.ballots.standalone.polls import (
    RULES,
    cast,
    elections,
    frozen_election,
    resolutions,
)
from tests.recounting import Case, assert_noticed, forgeries, recount_of

pytestmark = pytest.mark.any_database

ANY_ELECTION = st.sampled_from(RULES).flatmap(elections)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_election_is_counted_the_same_to_the_last_tie(rule: str, data: st.DataObject) -> None:
    case = data.draw(elections(rule))
    assert case.recounted() == case.stored()


@given(resolutions())
def test_resolution_is_counted_the_same(case: Case) -> None:
    assert case.recounted() == case.stored()


@given(ANY_ELECTION | resolutions())
def test_recount_is_plain_data(case: Case) -> None:
    assert json.loads(json.dumps(case.recounted())) == case.recounted()


@given(st.one_of(resolutions(), ANY_ELECTION))
def test_no_figure_of_a_stored_result_can_be_changed_unnoticed(case: Case) -> None:
    recounted = case.recounted()
    assert contains(case.stored(), recounted)
    assert not any(contains(forged, recounted) for forged in forgeries(case.stored()))


# --- what it must not count


RANKED = frozen_election("stv", ["anna", "bram"], 1, ["anna", "bram"])


@pytest.mark.parametrize(
    "text",
    [
        '{"rank":["anna","anna"]}',
        '{"rank":["dirk"]}',
        '{"vote":"anna"}',
        '{"approve":["anna"]}',
        '{"rank":["anna"],"vote":"bram"}',
        "{}",
    ],
)
def test_ballot_of_another_election_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a ballot of this election"):
        recount_of("election")(RANKED, {text: 1})


@pytest.mark.parametrize(
    "changed", [{"rule": ["stv", 2]}, {"rule": ["borda", 1]}, {"tie_order": ["anna"]}], ids=str
)
def test_election_by_other_rules_is_refused(changed: dict) -> None:
    with pytest.raises(ValueError, match=r"this file does not count|the order for ties"):
        recount_of("election")({**RANKED, **changed}, {'{"rank":[]}': 1})


TWO = {"heads": 2, "votes": 2}
TURNOUT = {"entitled": TWO, "present": TWO}
ASKED = {"rule": ["majority", 1], "majority": {}, "quorum": None, "turnout": TURNOUT}


@pytest.mark.parametrize(
    ("frozen", "ballots"),
    [
        (ASKED, {'{"vote":"maybe"}': 1}),
        (ASKED, {'{"vote":"invalid"}': 1}),
        (ASKED, {'{"vote":"yes"}': 3}),
        (ASKED, {'{"vote":"yes"}': 1}),
        ({**ASKED, "turnout": {**TURNOUT, "entitled": {"heads": 1, "votes": 2}}}, {}),
        ({**ASKED, "rule": ["majority", 2]}, {}),
    ],
)
def test_resolution_that_cannot_be_is_refused(frozen: dict, ballots: dict) -> None:
    with pytest.raises(
        ValueError, match=r"not a ballot|one ballot for each|more took part|this file counts"
    ):
        recount_of("resolution")(frozen, ballots)


# --- controls: a recount with a mistake does not agree


MISTAKES = {
    "plurality": [
        ("for key in poll.tie_order if key in place", "for key in place"),
        ('"seat" if len(equal) > left', '"seat" if len(equal) >= left'),
        ("blank = votes.pop((), 0)", "blank = 0"),
    ],
    "approval": [
        ("total[key] += number", "total[key] += 1"),
        ("set(total.values()), reverse=True", "set(total.values())"),
    ],
    "points": [
        ("for key in set(named):", "for key in named:"),
        ("for _ in range(said[key])", "for _ in range(1)"),
    ],
    "irv": [
        ("if 2 * total[key] > sum(", "if 2 * total[key] >= sum("),
        ("if 2 * total[key] > sum(total.values())", "if 2 * total[key] > sum(votes.values())"),
        ("left[-1] if lowest else left[0]", "left[0]"),
        ("range(len(self.history), 0, -1)", "range(1, len(self.history) + 1)"),
        ("if key in self.hopeful), None)", "), None)"),
    ],
    "stv": [
        ("surplus * value // total", "-(-surplus * value // total)"),
        ("surplus * value // total", "surplus * 100_000 // total"),
        ("scale = 100_000", "scale = 1_000_000"),
        ("if total[key] >= quota", "if total[key] > quota"),
        ("(poll.seats + 1) + 1)", "(poll.seats + 1) + 2)"),
        ("range(len(self.history), 0, -1)", "range(1, len(self.history) + 1)"),
        ("range(len(self.history), 0, -1)", "()"),
        ('pick(rich, "surplus")', 'pick(rich, "exclusion")'),
        ("count.kept[rich] = quota", "count.kept[rich] = quota - surplus // 2"),
    ],
    "meek": [
        (
            "self.keep[key] * self.quota, self.scale)",
            "self.keep[key] * self.quota + 1, self.scale)",
        ),
        (
            "kept = up(vote * self.keep[key], self.scale)",
            "kept = vote * self.keep[key] // self.scale",
        ),
        ("// (self.poll.seats + 1) + 1", "// (self.poll.seats + 1)"),
        ("scale = 1_000_000_000", "scale = 1_000_000"),
        ("out = tied[-1]", "out = tied[0]"),
        ("self.keep[out] = 0", "pass"),
        (
            "for key in self.winners:\n                kept",
            "for key in self.winners[:1]:\n                kept",
        ),
    ],
    "schulze": [
        ("n if n > duels[b][a] else 0", "max(0, n - duels[b][a])"),
        ("n if n > duels[b][a] else 0", "n"),
        ("if wider == paths:", "if True:"),
        ("places.append(best)", "places += [[key] for key in best]"),
    ],
}


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [(rule, *mistake) for rule, mistakes in MISTAKES.items() for mistake in mistakes],
)
def test_mistake_in_the_recount_of_an_election_shows(rule: str, old: str, new: str) -> None:
    assert_noticed("election", old, new, elections(rule))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('+ 1 if part["strict"] else', '+ 1 if not part["strict"] else'),
        ("max(1, ceil(exactly))", "max(1, floor(exactly))"),
        ("max(1, ceil(exactly))", "ceil(exactly)"),
        ('votes["yes"] + votes["no"],', "sum(votes.values()),"),
        ('and votes["yes"] > 0', ""),
        ('"present": present["votes"],', '"present": votes["yes"] + votes["no"],'),
        ('and majority["tie"] != "rejected"', ""),
        ('if quorum and not quorum["met"]:', "if False:"),
        ("met = here >= needed", "met = here > needed"),
        ("half = 2 *", "half = 1 *"),
    ],
)
def test_mistake_in_the_recount_of_a_resolution_shows(old: str, new: str) -> None:
    assert_noticed("resolution", old, new, resolutions())


# --- by hand, from the page about the rules


def test_example_of_the_documents_comes_out() -> None:
    keys = ["anna", "bram", "carla", "dirk"]
    ranked = [(8, "anna bram dirk"), (3, "anna carla"), (5, "carla"), (4, "dirk carla")]
    case = cast(
        "election",
        frozen_election("stv", keys, 2, keys),
        [({"rank": names.split()}, number) for number, names in ranked],
    )
    found = case.recounted()
    assert found["winners"] == ["anna", "dirk"]
    assert [stage["totals"] for stage in found["stages"]] == [
        [1_100_000, 0, 500_000, 400_000],
        [700_000, 290_904, 609_089, 400_000],
        [700_000, 0, 609_089, 690_904],
        [700_000, 0, 0, 690_904],
        [700_000, 0, 0, 690_904],
    ]
