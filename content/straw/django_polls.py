"""Reading the tables of django-polls 0.2 from a SQLite file, and sorting its votes."""
# Only the columns of 0.2 are read, so a later version does no harm. That package accepted a vote
# for a choice of another poll; such votes are found here and not brought in.

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

COLUMNS = {
    "polls_poll": ("id", "question", "description"),
    "polls_choice": ("id", "poll_id", "choice"),
    "polls_vote": ("id", "user_id", "poll_id", "choice_id"),
    "auth_user": ("id", "email"),
}
Voter = TypeVar("Voter")


class NotDjangoPolls(Exception):
    """The message is one sentence."""


@dataclass(frozen=True)
class OldVote:
    id: int
    # Empty for a user who is gone or has none.
    email: str
    choice: int


@dataclass(frozen=True)
class OldPoll:
    id: int
    question: str
    description: str
    # Id and words, in the order in which the old site showed them.
    choices: list[tuple[int, str]] = field(default_factory=list)
    votes: list[OldVote] = field(default_factory=list)


@dataclass(frozen=True)
class Sorted:
    """The votes of one poll."""

    # The place of the choice, by voter.
    accepted: dict
    # How many are of people without a login here.
    unknown: int
    # The number of a vote and why.
    refused: list[tuple[int, str]]


def read(path: Path) -> tuple[list[OldPoll], int]:
    """The polls, and how many votes belong to a poll that is gone. Raises NotDjangoPolls."""
    if not path.is_file():
        raise NotDjangoPolls(f"{path.name}: there is no such file.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as old:
            old.text_factory = lambda raw: raw.decode(errors="replace").replace("\0", "")
            for table, columns in COLUMNS.items():
                require(old, path, table, columns)
            return polls_of(old)
    except sqlite3.Error as error:
        raise NotDjangoPolls(f"{path.name} is not a SQLite database that can be read.") from error


def require(old: sqlite3.Connection, path: Path, table: str, columns: Sequence[str]) -> None:
    there = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
    for column in columns:
        if column not in there:
            missing = f"column {table}.{column}" if there else f"table {table}"
            raise NotDjangoPolls(f"{path.name} is not a database of django-polls: no {missing}.")


def polls_of(old: sqlite3.Connection) -> tuple[list[OldPoll], int]:
    polls = {
        number: OldPoll(number, question or "", description or "")
        for number, question, description in old.execute(
            "SELECT id, question, description FROM polls_poll ORDER BY id"
        )
    }
    for number, poll, words in old.execute(
        "SELECT id, poll_id, choice FROM polls_choice ORDER BY choice, id"
    ):
        if poll in polls:
            polls[poll].choices.append((number, words or ""))
    lost = 0
    for number, poll, choice, email in old.execute(
        "SELECT v.id, v.poll_id, v.choice_id, u.email FROM polls_vote v "
        "LEFT JOIN auth_user u ON u.id = v.user_id ORDER BY v.id"
    ):
        if poll in polls:
            polls[poll].votes.append(OldVote(number, (email or "").strip().lower(), choice))
        else:
            lost += 1
    return list(polls.values()), lost


def sort_votes(poll: OldPoll, voters: Mapping[str, Voter]) -> Sorted:
    """The votes that can be brought in; `voters` are the users of this site by e-mail address."""
    places = {number: place for place, (number, _words) in enumerate(poll.choices)}
    accepted: dict[Voter, int] = {}
    refused: list[tuple[int, str]] = []
    unknown = 0
    for vote in poll.votes:
        voter = voters.get(vote.email)
        if vote.choice not in places:
            refused.append((vote.id, "its choice is not one of this poll"))
        elif voter is None:
            unknown += 1
        elif voter in accepted:
            refused.append((vote.id, "this user has a vote in this poll already"))
        else:
            accepted[voter] = places[vote.choice]
    return Sorted(accepted, unknown, refused)
