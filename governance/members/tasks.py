"""What the worker does for the register."""

from governance.members.access.actor import Actor
from governance.members.actions import groups, imports, retention


def keep_groups() -> int:
    return groups.keep_groups()


def retain() -> int:
    return retention.retain(by=Actor.clock()).gone


def check_import(source_id: int) -> None:
    imports.check_rows(source_id=source_id)


def bring_in(source_id: int) -> None:
    imports.bring_in(source_id=source_id)
