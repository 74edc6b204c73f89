"""A counted poll as files: the totals as a table, everything as JSON, ranked ballots as `.blt`."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from governance.ballots.election import SHAPES, profile_of
from governance.ballots.models import Ballot, Poll, Tally
from governance.ballots.publication import latest_board, may_publish_ballots
from governance.members.roles import Role
from governance.rules import blt
from governance.rules.ballot_file import BallotFile
from governance.rules.profile import Profile


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


def is_ranked(poll: Poll) -> bool:
    """Whether the ballots are orders of preference, which a `.blt` file holds."""
    return poll.kind == "election" and SHAPES[poll.configuration["rule"][0]] == "rank"


def blt_text(poll: Poll) -> str:
    """The ballots as a `.blt` file, equal ones together: a recount with other programs needs no
    more, and it says nothing of the order in which they were cast."""
    frozen = poll.configuration
    bodies = Ballot.objects.filter(poll=poll).order_by("code").values_list("body", flat=True)
    counts = Counter(body.rstrip(" ") for body in bodies)
    profile = profile_of(frozen, dict(sorted(counts.items())))
    named = Profile(names_of(frozen["choices"]), profile.ballots, profile.blank)
    title = " ".join(poll.question.split())
    return blt.write(BallotFile(poll.slug, title, named, frozen["seats"]))


def names_of(choices: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The labels on one line each; with its key, where two are alike."""
    labels = [(key, " ".join(label.split()) or key) for key, label in choices]
    seen = Counter(label for _key, label in labels)
    return tuple(label if seen[label] == 1 else f"{label} ({key})" for key, label in labels)
