"""Results survive storage as JSON, and tell of one project."""

import json

import pytest

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import from_data, to_data
from tests.budgets.rules.by_hand import approvals, points


def test_stored_result_holds_numbers_and_text_in_plain_sight() -> None:
    # Share 20. a: 50 for 7 points would be 150/7 for 3 points, so two pay all their 20 and one pays
    # 10. 30 is left; b and c have one point each, and the cheaper takes all of it.
    votes = points({"a": 50, "b": 60, "c": 30}, ({"a": 3}, 2), ({"a": 1}, 1), ({"b": 1, "c": 1}, 1))
    result = equal_shares.count(votes, 80, completion="utilitarian")
    data = json.loads(json.dumps(to_data(result)))
    assert data["options"] == {
        "completion": "utilitarian",
        "minimum_support": 0,
        "ties": "cheaper",
        "utility": "cost",
    }
    assert (data["rule"], data["version"], data["budget"], data["spent"]) == (
        "equal-shares",
        "1",
        80,
        80,
    )
    a, b, c = data["outcomes"]
    assert (a["reason"], a["price"], a["score"], a["place"]) == ("funded", "10/1", 7, 1)
    assert (b["reason"], b["left"], b["short"], b["room"]) == (
        "supporters_short",
        "20/1",
        "40/1",
        0,
    )
    assert (c["reason"], c["price"], c["room"], c["place"]) == ("completed", None, 30, 2)
    assert data["shares"]["final"] == "20/1"
    assert from_data(data) == result


def test_stored_result_of_greedy_has_no_shares() -> None:
    data = to_data(greedy.count(approvals({"a": 5, "b": 5}, ("ab", 1)), 5))
    assert data["shares"] is None
    assert data["ties"] == [
        {"run": 1, "place": 1, "tied": ["a", "b"], "chosen": "a", "resolved_by": "tie_order"}
    ]


def test_another_number_in_the_store_is_another_result() -> None:
    result = equal_shares.count(approvals({"a": 5, "b": 6}, ("a", 1), ("b", 1)), 10)
    data = to_data(result)
    assert from_data(data) == result
    data["outcomes"][0]["left"] = "1/3"
    assert from_data(data) != result


def test_outcome_of_an_unknown_project_is_an_error() -> None:
    result = greedy.count(approvals({"a": 5}, ("a", 1)), 5)
    assert result.outcome("a").funded
    with pytest.raises(KeyError):
        result.outcome("b")
