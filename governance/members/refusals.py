"""Why the register says no. The words for it are in `refusal_words.py`."""

from enum import Enum


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
    ERASED = "erased"
    LAST_ADMINISTRATOR = "last administrator"
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
