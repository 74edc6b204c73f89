"""Why something cannot be done to a round."""

from enum import Enum


class Refusal(Enum):
    """A closed list. No page does any of these acts yet, so there are no words for members."""

    ADDRESS_TAKEN = "address taken"
    VOTE_PREPARED = "vote prepared"
    NO_PROJECTS = "no projects"
    NOT_COSTED = "not costed"


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
