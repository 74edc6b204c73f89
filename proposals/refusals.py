"""Why something cannot be done to an idea. The words for it are in the views."""

from enum import Enum


class Refusal(Enum):
    """A closed list: each has a status and a sentence in `views/refused.py`."""

    SUSPENDED = "suspended"
    NOT_A_MEMBER = "not a member"
    NOT_YOURS = "not yours"
    WITHDRAWN = "withdrawn"


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
