"""Who may vote: every entitlement, and the day on which it begins and ends."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.errors import CountError
from governance.rules.roll import MOST_VOTES, Elector, Entitlement, RollRule, entitlement

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)
KINDS = ["resident", "business", "supporter"]
days = st.dates(TODAY - 9 * DAY, TODAY + 9 * DAY)
people = st.builds(
    Elector,
    kind=st.sampled_from(KINDS),
    places=st.sampled_from([("Haven",), ("Molen",), ("Kade", "Haven")]),
    joined_on=days,
    left_on=st.none() | days,
    suspended_on=st.none() | days,
)
rules = st.builds(
    RollRule,
    votes=st.dictionaries(st.sampled_from(KINDS), st.integers(0, MOST_VOTES)).filter(
        lambda votes: any(votes.values())
    ),
    neighbourhood=st.none() | st.sampled_from(["Haven", "Molen"]),
    proxy_cap=st.none() | st.integers(0, MOST_VOTES),
)


@given(people, rules, days)
def test_those_are_entitled_who_hold_votes_and_nobody_else(person, rule, on):
    why, votes = entitlement(person, rule, on)
    member = person.joined_on <= on and not (person.left_on and person.left_on <= on)
    active = member and not (person.suspended_on and person.suspended_on <= on)
    here = rule.neighbourhood in (None, *person.places)
    due = rule.votes.get(person.kind, 0) if active and here else 0
    assert votes == due
    assert (why is Entitlement.ENTITLED) is (due > 0)


@given(people, rules, days)
def test_other_settings_of_a_rule_change_nobodys_votes(person, rule, on):
    other = RollRule(rule.votes, rule.neighbourhood, None, "art. 9")
    assert entitlement(person, rule, on) == entitlement(person, other, on)


def person(**changed):
    held = {"kind": "resident", "places": ("Haven",), "joined_on": TODAY}
    return Elector(**(held | changed))


@pytest.mark.parametrize(
    ("someone", "expected"),
    [
        (person(), Entitlement.ENTITLED),
        (person(joined_on=TODAY + DAY), Entitlement.NOT_YET_MEMBER),
        (person(left_on=TODAY), Entitlement.LEFT),
        (person(left_on=TODAY + DAY), Entitlement.ENTITLED),
        (person(suspended_on=TODAY), Entitlement.SUSPENDED),
        (person(suspended_on=TODAY + DAY), Entitlement.ENTITLED),
        (person(kind="supporter"), Entitlement.NO_VOTE),
        (person(kind="unknown"), Entitlement.NO_VOTE),
        (person(places=("Molen",)), Entitlement.ELSEWHERE),
        (person(places=("Kade", "Haven")), Entitlement.ENTITLED),
    ],
)
def test_entitlement_turns_at_the_start_of_the_day(someone, expected):
    rule = RollRule({"resident": 2, "supporter": 0}, "Haven")
    assert entitlement(someone, rule, TODAY) == (expected, 2 if expected == "entitled" else 0)


@pytest.mark.parametrize(
    ("votes", "cap"),
    [({}, 2), ({"resident": 0}, 2), ({"resident": -1}, 2), ({"resident": MOST_VOTES + 1}, 2),
     ({"resident": 1.0}, 2), ({"resident": True}, 2), ({"resident": "1"}, 2),
     ({"resident": 1}, -1), ({"resident": 1}, MOST_VOTES + 1), ({"resident": 1}, 0.5)],
)  # fmt: skip
def test_rule_with_senseless_numbers_is_refused(votes, cap):
    with pytest.raises(CountError):
        RollRule(votes, proxy_cap=cap)
