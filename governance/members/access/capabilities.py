"""What people may do because of a role. Each app declares its own in its `capabilities.py`."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from wagtail.models import Collection, Page

from governance.members.roles import Role

Places = Callable[[], Iterable[Page | Collection]]


class Who(Enum):
    """Those who hold no particular role."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    MEMBERS = "members"


CAPABILITIES: dict[str, "Can"] = {}


@dataclass(frozen=True, eq=False)  # equal to itself only: comparing would translate the words
class BoardPage:
    """A line in the menu of those with a role. `view`: the name of the address."""

    view: str
    title: str | Promise
    about: str | Promise


@dataclass(frozen=True, eq=False)
class Can:
    """`words`: for the page of roles. `board_pages`: where it is done, for the menu.
    `permissions` and `within`: what the groups need in the back office, there everywhere, here
    in these parts of the trees of pages and collections."""

    key: str
    words: str | Promise
    roles: Set[Role]
    board_pages: Iterable[BoardPage] = ()
    permissions: Iterable[str] = ()
    within: Mapping[Places, Iterable[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.key in CAPABILITIES:
            raise ValueError(f"Two capabilities are called {self.key}.")
        CAPABILITIES[self.key] = self
