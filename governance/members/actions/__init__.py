"""What is done to the register: one verb each."""

from governance.members.actions.groups import keep_groups
from governance.members.actions.imports import (
    ask_again,
    bring_in,
    cancel_import,
    check_import,
    check_rows,
    purge_imports,
    start_import,
    upload,
)
from governance.members.actions.register import admit, change, leave, note, reinstate, stay, suspend
from governance.members.actions.terms import appoint, end_term

__all__ = [
    "admit",
    "appoint",
    "ask_again",
    "bring_in",
    "cancel_import",
    "change",
    "check_import",
    "check_rows",
    "end_term",
    "keep_groups",
    "leave",
    "note",
    "purge_imports",
    "reinstate",
    "start_import",
    "stay",
    "suspend",
    "upload",
]
