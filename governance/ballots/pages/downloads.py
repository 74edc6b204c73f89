"""A counted poll as files: the totals as a table, everything as JSON, single ballots."""

from collections import Counter
from typing import Any

from governance.ballots.models import Ballot, Poll, Tally
from governance.ballots.publication import latest_board, may_publish_ballots
from governance.members.roles import Role


def may_have_ballots(poll: Poll, roles: frozenset[Role]) -> bool:
    """Ballots that are not for everybody are for the counting committee."""
    return may_publish_ballots(poll) or Role.COUNTING in roles


def as_data(poll: Poll, tally: Tally) -> dict[str, Any]:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    board = latest_board(poll)
    return {
        "poll": poll.frozen,
        "poll_hash": poll.frozen_hash,
        "board_hash": board.digest if board else None,
        "result": tally.result,
        "result_hash": tally.digest,
        "chain_head": poll.head,
    }


def distinct_ballots(poll: Poll) -> dict[str, int]:
    """How many ballots say the same, in an order that says nothing of when they were cast."""
    bodies = Ballot.objects.filter(poll=poll).values_list("body", flat=True)
    return dict(sorted(Counter(body.rstrip(" ") for body in bodies).items()))
