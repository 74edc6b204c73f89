"""A stored result beside what was counted again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots.verification.standalone.compare import contains, differences
from tests.recounting import forgeries

pytestmark = pytest.mark.any_database

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(JSON)
def test_everything_contains_itself(value):
    assert contains(value, value)
    assert list(differences(value, value)) == []


@given(JSON)
def test_one_change_anywhere_is_one_difference_or_more(value):
    assert not any(contains(forged, value) for forged in forgeries(value))


def test_part_of_a_dict_is_enough_and_part_of_a_list_is_not():
    whole = {"winners": ["anna"], "stages": [{"totals": [3, 2], "quota": 3}, {"totals": [3, 0]}]}
    assert contains(whole, {})
    assert contains(whole, {"stages": [{"quota": 3}, {}]})
    assert not contains(whole, {"stages": [{"quota": 3}]})
    assert not contains(whole, {"stages": [{"totals": [3]}, {}]})
    assert not contains({}, whole)


def test_each_difference_says_where_and_what():
    whole = {"winners": ["anna"], "stages": [{"totals": [3, 2]}], "tied": 1}
    part = {"winners": [], "stages": [{"totals": [3, 1]}], "tied": True, "ties": []}
    assert list(differences(whole, part)) == [
        "result.winners: ['anna'] is stored, [] is counted",
        "result.stages[0].totals[1]: 2 is stored, 1 is counted",
        "result.tied: 1 is stored, True is counted",
        "result.ties: missing, [] is counted",
    ]
