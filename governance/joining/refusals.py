"""Why joining says no. The words for it are in `words.py`."""

from enum import Enum


class Refusal(Enum):
    """A closed list."""

    CLOSED = "no applications are taken now"
    NOT_UNDECIDED = "decided, withdrawn or not confirmed"
    NO_REASON = "no reason"
    NO_SUCH_LETTER = "wrong, used, expired or void code"


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
