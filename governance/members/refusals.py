"""Why the register says no. The words for it are in `refusal_words.py`."""

from enum import Enum
from typing import Any


class Refusal(Enum):
    """A closed list."""

    EMAIL_TAKEN = "e-mail address belongs to somebody else"
    NUMBER_TAKEN = "number belongs to somebody else"
    NO_REASON = "no reason"
    HAS_LEFT = "has left"
    HAS_NOT_LEFT = "has not left"
    SUSPENDED = "suspended already"
    NOT_SUSPENDED = "not suspended"
    BEFORE_JOINING = "before joining"
    HOLDS_ROLE = "holds a role"
    IN_OFFICE = "holds a role today"
    ERASED = "erased"
    LAST_ADMINISTRATOR = "last administrator"
    FOUR_EYES = "somebody else must do this"
    STILL_A_MEMBER = "still a member"
    ACTS_STILL = "acts in a role still"
    ENDS_BEFORE_IT_BEGINS = "ends before it begins"
    IMPORT_STATE = "import is in another state"
    IMPORT_WRONG = "import has rows with a problem"
    IMPORT_IDLE = "import changes nothing"
    IMPORT_STALE = "register changed since the import was checked"
    IMPORT_BROKE_OFF = "import broke off"


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class RefusedTogether(Exception):
    """Raised by what is done to several members at once: nothing was done to any of them.
    `refused`: pairs of a member and why not."""

    def __init__(self, refused: list[tuple[Any, Refusal]]) -> None:
        super().__init__(f"{len(refused)} members refused")
        self.refused = refused
