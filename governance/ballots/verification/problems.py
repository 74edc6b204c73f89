"""What can be wrong; `sentences.py` has a sentence for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Wrong(Enum):
    """A closed list: each has a sentence."""

    # the database
    GUARD_MISSING = "guard missing"
    GUARD_CHANGED = "guard changed"
    CONSTRAINT_MISSING = "constraint missing"
    DAMAGED = "database damaged"
    ORPHAN = "row without its owner"
    # the chain
    NO_CHAIN = "no chain"
    EVENT_NUMBER = "event number"
    EVENT_LINK = "event does not follow the one before"
    EVENT_HASH = "event changed"
    HEAD = "head of the chain"
    STEP = "step not declared"
    STATE = "state"
    MOMENT = "time differs from its event"
    END = "end of the vote"
    REPEAT = "new vote and lapsed vote disagree"
    # the configuration
    FROZEN_HASH = "frozen configuration changed"
    COLUMN = "differs from the frozen configuration"
    CHOICES = "choices differ from the frozen ones"
    RULES = "rules differ from the frozen ones"
    # roll and participation
    ROLL = "roll changed"
    ENTITLED = "number entitled"
    PROXY = "proxy"
    MEMBER = "member of a roll entry"
    NOT_DUE = "ballots and participations"
    VOTED = "who voted"
    TURNOUT = "turnout"
    # the box
    CODE = "ballot code"
    BODY = "ballot body"
    INVALID = "invalid ballot"
    COMMITMENT = "commitment"
    BOARD = "board"
    BOARD_LINES = "board and ballots"
    CHECKPOINT = "checkpoint"
    LINK = "link"
    NAMES = "who cast which ballot"
    LEFT_OVER = "should not be there"
    # the count
    TALLY = "tally"
    RESULT = "result changed"
    RECOUNT = "recount differs"
    ALONE = "stand-alone recount differs"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True)
class Finding:
    """One problem. `poll`: a slug, or empty for the whole database; `where`: an event, column,
    table or ballot (by its locator, never by its code)."""

    wrong: Wrong
    where: str = ""
    poll: str = ""


Found = Iterator[Finding]
