"""What the worker does for the register."""

from governance.members.access.actor import Actor
from governance.members.actions import groups, imports, retention


def keep_groups() -> int:
    """Lets the groups follow who joined, left, was appointed, or whose term ended. Returns how
    many memberships of groups changed."""
    return groups.keep_groups()


def retain() -> int:
    """Throws away what is old enough. Returns how much went."""
    return retention.retain(by=Actor.clock()).gone


def check_import(source_id: int) -> None:
    imports.check_rows(source_id=source_id)


def bring_in(source_id: int) -> None:
    imports.bring_in(source_id=source_id)
