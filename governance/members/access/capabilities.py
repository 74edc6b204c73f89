"""What people may do because of a role. Each app declares its own in its `capabilities.py`."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

from governance.members.roles import Role


class Who(Enum):
    """Those who hold no particular role."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    MEMBERS = "members"


CAPABILITIES: dict[str, "Can"] = {}


@dataclass(frozen=True, eq=False)  # equal to itself only: comparing would translate the words
class Can:
    """`words`: for the page of roles. `permissions`: what the groups need in the back office."""

    key: str
    words: str | Promise
    roles: Set[Role]
    permissions: Iterable[str] = ()

    def __post_init__(self) -> None:
        if self.key in CAPABILITIES:
            raise ValueError(f"Two capabilities are called {self.key}.")
        CAPABILITIES[self.key] = self
