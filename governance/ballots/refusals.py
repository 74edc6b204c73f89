"""Why the ballot box says no. The words for it are in the views."""

from enum import Enum


class Refusal(Enum):
    """A closed list: each has a status and a sentence in `views/refused.py`."""

    NOT_ON_ROLL = "not on roll"
    NOT_YOURS = "not yours"
    NOT_IN_STANDING = "suspended or left"
    NOT_OPEN = "not open"
    CLOSED = "closed"
    ALREADY_VOTED = "already voted"
    INVALID_BALLOT = "invalid ballot"
    FORGED_CODE = "forged code"
    WRONG_STATE = "wrong state"
    BAD_RULES = "bad rules"
    SEALED = "still sealed"
    TOO_MANY_PROXIES = "too many proxies"
    ALREADY_ON_ROLL = "already on roll"
    NOT_ENTITLED = "not entitled"
    NO_REASON = "no reason"
    NOT_LATER = "not later"
    TOO_LATE = "too late to object"
    NO_KEY = "no key that was rehearsed"
    BAD_KEY = "not a key"
    KNOWN_KEY = "key was uploaded before"
    WRONG_ANSWER = "wrong answer to the rehearsal"
    DOES_NOT_FIT = "opened ballots do not fit"
    BOX_CHANGED = "box changed after closing"


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
