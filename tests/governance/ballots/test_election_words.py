"""What the page of a counted election says."""

import json
from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots.box import canonical
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.election.kind import RECOUNT, ElectionCount
from governance.ballots.kinds.election.words import read_election, read_rules
from governance.ballots.models import Poll
from governance.rules.election import from_data
from tests.recounting import NOBODY, configured

pytestmark = pytest.mark.any_database

COUNT = ElectionCount()
RULES = [method.name for method in methods.registered() if method.recount == RECOUNT]
DASH = "\N{EN DASH}"
POINTS = 4
NAMES = {"a": "Anna", "b": "Bram", "c": "Carla", "d": "Dirk"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def card(rule, said, seats=1, keys="abcd"):
    """What is read on the page after these ballots: "ab" ranks or approves a and b, "" is blank;
    "aab" gives two points to a and one to b. In the tie order the last is first."""
    configuration = configured(
        "election",
        {
            "rule": [rule, 1],
            "choices": [[key, NAMES[key]] for key in keys],
            "seats": seats,
            "tie_order": list(reversed(keys)),
            "drawn": True,
            **({"points": POINTS, "most": None} if rule == "points" else {}),
        },
    )
    poll = Poll(slug="x", kind="election", frozen=configuration.to_data())
    shape = methods.get(rule).shape.key
    box = Counter()
    for ballot, number in said.items():
        choice = {"vote": ballot or None, "points": Counter(ballot)}.get(shape, list(ballot))
        box[canonical.dumps(COUNT.check({shape: choice}, configuration))] += number
    result = json.loads(json.dumps(COUNT.count(configuration, NOBODY, box, lambda *_: None)))
    return read_election(poll, result), from_data(result)


def cells(table):
    return {row.label: row.cells for row in [*table.rows, *table.sums]}


# --- by hand


def test_scottish_count_is_told_round_by_round():
    """Quota 6: Anna has 3 too many, so each of her 9 ballots goes on for a third of a vote."""
    said, _ = card("stv", {"ab": 9, "c": 4, "d": 3}, seats=2)
    assert said.headline == "Elected: Anna and Carla"
    assert ("Quota", "6: 16 valid votes divided by 3, rounded down, plus one") in said.facts
    assert said.story == [
        "Every ballot counts for its first choice. Elected: Anna.",
        "Anna had 3 votes more than the quota. These were passed on.",
        "Bram had the fewest votes, 2.99997, and dropped out.",
        "Dirk had the fewest votes, 3, and dropped out.",
        "There were as many left as places. So Carla was elected.",
    ]
    (table,) = said.tables
    assert table.headings == ["Candidate", *(f"Round {n}" for n in range(1, 6))]
    assert cells(table)["Bram"] == ["0.00000", "2.99997", DASH, DASH, DASH]
    assert cells(table)["No longer count"][1] == "0.00003"
    assert set(cells(table)["Together"]) == {"16.00000"}
    assert [(row.label, row.outcome) for row in table.rows] == [
        ("Anna", "Elected in round 1"),
        ("Carla", "Elected in round 5"),
        ("Dirk", "Dropped out in round 4"),
        ("Bram", "Dropped out in round 3"),
    ]


def test_count_by_meek_is_told_round_by_round():
    """The example of docs/rules.md: Anna keeps less and less, and passes on the rest."""
    said, result = card("meek", {"abd": 8, "ac": 3, "c": 5, "dc": 4}, seats=2)
    assert said.headline == "Elected: Anna and Dirk"
    last = result.stages[-1]
    quota = f"{last.quota / result.scale:.9f}".rstrip("0")
    assert dict(said.facts)["Quota at the end"].startswith(
        f"{quota}: the votes that still counted divided by 3"
    )
    assert said.reason.endswith(f"At the end it was {quota} votes.")
    assert said.story[:3] == [
        "Every ballot counts for its first choice. Elected: Anna.",
        "What Anna had more than the quota was passed on.",
        "Bram had the fewest votes, 3.151515144, and dropped out. Elected: Dirk.",
    ]
    (table,) = said.tables
    assert cells(table)["Together"] == ["20.000000000"] * len(result.stages)


def test_candidates_that_hardly_differ_under_meek_are_told_so():
    assert card("meek", {"a": 4, "b": 3, "c": 2}, keys="abc")[0].ties == []
    said, _ = card("meek", {"a": 4, "b": 3, "c": 3}, keys="abc")
    assert said.ties == [
        "After round 1 the votes of Carla and Bram hardly differed, or not at all. "
        "Bram dropped out. The order for ties decided."
    ]


def test_instant_runoff_tells_both_majorities():
    said, _ = card("irv", {"a": 4, "b": 5, "c": 2, "": 1}, keys="abc")
    facts = dict(said.facts)
    assert said.reason == "Bram ended with 5 of the 9 votes that still counted."
    assert facts["More than half of the votes that still counted"] == "Yes: 5 of 9 (55.5%)"
    assert facts["More than half of all valid votes"] == "No: 5 of 11 (45.4%)"
    assert facts["Ballots that no longer counted at the end"] == "2"
    assert (facts["Ballots"], facts["Of which blank"]) == ("12", "1")


@pytest.mark.parametrize(("votes", "answer"), [(6, "Yes: 6 of 9 (66.6%)"), (3, "No: 3 of 6 (50%)")])
def test_plurality_tells_whether_it_is_more_than_half(votes, answer):
    said, _ = card("plurality", {"a": votes, "b": 2, "c": 1})
    assert dict(said.facts)["More than half of all valid votes"] == answer


def test_bars_are_parts_of_the_valid_ballots():
    said, _ = card("approval", {"ab": 3, "b": 1, "": 4})
    rows = [(bar.label, bar.votes, bar.percent, bar.width, bar.elected) for bar in said.bars]
    assert rows[:2] == [("Bram", 4, "100%", 100.0, True), ("Anna", 3, "75%", 75.0, False)]


def test_winner_of_all_duels_is_called_so_and_needs_no_chains():
    said, _ = card("schulze", {"abc": 3, "bac": 2}, keys="abc")
    assert said.reason == "Anna wins the duel with every other choice."
    order, duels = said.tables
    assert cells(order)["Anna"] == ["1", "2"]
    assert cells(duels)["Anna"] == [DASH, "✓ 3", "✓ 5"]
    assert cells(duels)["Bram"] == ["2", DASH, "✓ 5"]


def test_circle_is_decided_by_chains_that_are_shown():
    """The example of docs/rules.md."""
    said, _ = card("schulze", {"abc": 6, "bca": 5, "cab": 4}, keys="abc")
    assert said.headline == "Elected: Anna"
    assert "chains" in said.reason
    _order, duels, chains = said.tables
    assert cells(duels)["Carla"] == ["✓ 9", "4", DASH]
    assert cells(chains)["Anna"] == [DASH, "✓ 10", "✓ 10"]
    assert cells(chains)["Carla"] == ["9", "9", DASH]


@pytest.mark.parametrize(
    ("ballots", "reason"),
    [
        ({}, "No ballot was cast, so there was nothing to count."),
        ({"": 1}, "The only ballot was blank, so there was nothing to count."),
        ({"": 3}, "All 3 ballots were blank, so there was nothing to count."),
    ],
)
@pytest.mark.parametrize("rule", RULES)
def test_without_a_valid_ballot_nobody_was_elected(rule, ballots, reason):
    said, result = card(rule, ballots)
    assert (said.headline, said.reason) == ("Nobody was elected", reason)
    assert not said.elected
    assert (said.tables, said.bars, said.story, said.ties) == ([], [], [], [])
    assert dict(said.facts)["Ballots"] == str(result.blank)


def test_points_are_told_with_the_voters_who_gave_them():
    said, _ = card("points", {"aaab": 2, "bb": 1, "c": 1, "": 1}, keys="abc")
    assert said.headline == "Elected: Anna"
    assert said.reason == "Anna has 6 of the 11 points that were given."
    facts = dict(said.facts)
    assert (facts["Points per voter"], facts["Ballots"], facts["Of which blank"]) == ("4", "5", "1")
    assert facts["Points given"] == "11 of 16; blank ballots have none"
    bars = [(bar.label, bar.votes, bar.percent, bar.elected) for bar in said.bars]
    assert bars == [
        ("Anna", 6, "54.5%", True),
        ("Bram", 4, "36.3%", False),
        ("Carla", 1, "9%", False),
    ]
    (table,) = said.tables
    assert table.headings == ["Candidate", "Points", "Share", "Voters who gave any"]
    assert cells(table)["Bram"] == ["4", "36.3%", "3"]


def test_several_places_go_to_the_most_points_and_equals_are_told():
    said, _ = card("points", {"aab": 1, "bccd": 1}, seats=2, keys="abcd")
    assert said.headline == "Elected: Carla and Bram"
    assert said.reason.startswith("They have the most points. Some were equal")
    assert said.ties == [
        "Carla, Bram and Anna have the same number of points. There were 2 places left for them. "
        "Elected: Carla and Bram. The order for ties decided."
    ]


# --- ties


def test_tie_for_the_last_place_names_who_got_it():
    said, _ = card("plurality", {"a": 2, "b": 2, "c": 1})
    assert said.headline == "Elected: Bram"
    assert "Some were equal" in said.reason
    assert said.ties == [
        "Bram and Anna have the same number of votes. There was one place left for them. "
        "Elected: Bram. The order for ties decided."
    ]


def test_tie_for_several_places_names_all_who_got_one():
    said, _ = card("approval", {"abc": 2, "d": 1}, seats=2)
    assert said.ties == [
        "Carla, Bram and Anna have the same number of votes. There were 2 places left for them. "
        "Elected: Carla and Bram. The order for ties decided."
    ]


def test_tie_about_the_order_only_is_called_so():
    said, _ = card("plurality", {"a": 2, "b": 2}, seats=2)
    assert "Only the order in the list was at stake: Bram stands first of them." in said.ties[0]
    assert "Some were equal" not in said.reason
    said, _ = card("stv", {"a": 3, "b": 3}, seats=2)
    assert said.ties[0].startswith("After round 1 Bram and Anna had the same number of votes. Only")


def test_tie_between_the_last_by_lot_and_by_an_earlier_round():
    said, _ = card("irv", {"a": 3, "b": 1, "c": 1}, keys="abc")
    assert said.ties == []
    said, _ = card("irv", {"a": 3, "b": 2, "c": 2}, keys="abc")
    assert said.ties == [
        "After round 1 Carla and Bram had the same number of votes. Bram dropped out. "
        "The order for ties decided."
    ]
    said, _ = card("irv", {"a": 6, "b": 4, "c": 3, "dc": 1})
    assert said.ties == [
        "After round 2 Carla and Bram had the same number of votes. Carla dropped out. "
        "After round 1 they still differed; that decided."
    ]


def test_tie_of_surpluses_names_who_went_first():
    said, _ = card("stv", {"ac": 9, "bd": 9, "c": 1, "d": 2}, seats=3)
    assert (
        "After round 1 Bram and Anna had the same number of votes. "
        "The surplus of Bram was passed on first. The order for ties decided."
    ) in said.ties


def test_shared_place_of_schulze_is_called_so():
    said, _ = card("schulze", {"ab": 1, "ba": 1}, keys="ab")
    assert said.ties[0].startswith("Bram and Anna share a place. There was one place left")
    assert [cells(said.tables[0])[name][0] for name in ("Anna", "Bram")] == ["1", "1"]


# --- whatever is cast


@st.composite
def boxes(draw):
    rule = draw(st.sampled_from(RULES))
    most = 1 if rule == "plurality" else 4
    unique = rule != "points"
    ballot = st.lists(st.sampled_from("abcd"), unique=unique, max_size=most).map("".join)
    said = draw(st.dictionaries(ballot, st.integers(1, 9), max_size=8))
    return rule, said, 1 if rule == "irv" else draw(st.integers(1, 4))


def faults(said, result):
    """What a reader could hold against the page."""
    if not result.winners:
        return
    elected = [NAMES[key] for key in result.winners]
    if not all(name in said.headline for name in elected):
        yield "headline"
    if len(said.ties) != len(result.ties):
        yield "ties"
    first = said.tables[0]
    if [row.label for row in first.rows if row.elected] != elected:
        yield "elected"
    if sorted(row.label for row in first.rows) != sorted(NAMES.values()):
        yield "candidates"
    for table in said.tables:
        if any(len(row.cells) != len(table.headings) - 1 for row in [*table.rows, *table.sums]):
            yield "cells"
    for column in range(len(said.story)):
        parts = [row.cells[column] for row in [*first.rows, first.sums[0]]]
        total = sum(round(float(part) * result.scale) for part in parts if part != DASH)
        if total != result.valid * result.scale:
            yield "sum"


@given(boxes())
def test_every_election_is_told_in_full(box):
    with translation.override("en"):
        said, result = card(*box)
    assert list(faults(said, result)) == []


def test_a_page_that_leaves_something_out_would_be_noticed():
    said, result = card("irv", {"a": 3, "b": 2, "c": 2})
    assert list(faults(said, result)) == []
    said.tables[0].rows[0].cells[0] = "4"
    assert list(faults(said, result)) == ["sum"]
    said.tables[0].rows.pop()
    said.ties.pop()
    assert {"ties", "candidates"} <= set(faults(said, result))


# --- before the count


@pytest.mark.django_db
def test_rules_of_a_draft_have_no_tie_order_yet():
    poll = Poll(slug="x", kind="election", rules={"rule": "stv", "seats": 3})
    poll.pk = 0
    rules = read_rules(poll)
    assert (rules.method.name, rules.seats, rules.tie_order) == ("stv", 3, [])
    assert "divided by 4, rounded down" in rules.steps[0]
