"""What the worker does for the register."""

from governance.members import actions
from governance.members.access.actor import Actor


def keep_groups() -> int:
    """Lets the groups follow who joined, left, was appointed, or whose term ended. Returns how
    many memberships of groups changed."""
    return actions.keep_groups()


def retain() -> int:
    """Throws away what is old enough. Returns how much went."""
    return actions.retain(by=Actor.clock()).gone


def check_import(source_id: int) -> None:
    actions.check_rows(source_id=source_id)


def bring_in(source_id: int) -> None:
    actions.bring_in(source_id=source_id)
