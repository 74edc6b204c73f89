"""Results survive storage as JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import from_data, to_data
from tests.budgets.rules.elections import Election, elections


@given(elections(), st.sampled_from(["cost", "cardinality"]), st.sampled_from(["none", "add1"]))
def test_equal_shares_round_trip(election: Election, utility: str, completion: str) -> None:
    result = equal_shares.count(
        election.profile, election.budget, utility=utility, completion=completion, step=50
    )
    stored = json.dumps(to_data(result), sort_keys=True)
    assert from_data(json.loads(stored)) == result
    assert "." not in stored.replace('"."', "")


@given(elections(), st.sampled_from(["skip", "stop"]))
def test_greedy_round_trip(election: Election, misfit: str) -> None:
    result = greedy.count(election.profile, election.budget, misfit=misfit)
    assert from_data(json.loads(json.dumps(to_data(result)))) == result
