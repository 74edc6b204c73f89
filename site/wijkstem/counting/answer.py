"""From the name of a file and the options as given to the text of the result."""

from collections.abc import Mapping

from wijkstem.counting.numbers import long_numbers
from wijkstem.counting.options import Budget, settle


def answer(file: str, wishes: Mapping[str, str | None], as_json: bool) -> str:
    """The result, as one JSON object or in words and tables. Raises Refusal.

    wishes: option -> text as given, None where it was not.
    """
    asked = settle(file, wishes)
    if isinstance(asked, Budget):
        from wijkstem.counting import budget, json_budget, text_budget

        votes = budget.count(asked)
        with long_numbers():
            return _dump(json_budget.data(votes)) if as_json else text_budget.text(votes)
    from wijkstem.counting import json_ranked, ranked, text_ranked

    ranks = ranked.count(asked)
    with long_numbers():
        return _dump(json_ranked.data(ranks)) if as_json else text_ranked.text(ranks)


def _dump(data: object) -> str:
    from wijkstem.counting.as_json import dump

    return dump(data) + "\n"
