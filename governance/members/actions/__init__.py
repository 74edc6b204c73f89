"""What is done to the register: one verb each."""

from governance.members.actions.bulk import apply_to_all
from governance.members.actions.erasure import erase, refuse_to_erase
from governance.members.actions.exports import Row, export
from governance.members.actions.groups import keep_groups
from governance.members.actions.imports import (
    ask_again,
    bring_in,
    cancel_import,
    check_import,
    check_rows,
    start_import,
    upload,
)
from governance.members.actions.register import admit, change, leave, note, reinstate, stay, suspend
from governance.members.actions.retention import retain
from governance.members.actions.sessions import end_sessions, forget_factors
from governance.members.actions.terms import appoint, end_term

__all__ = [
    "Row",
    "admit",
    "apply_to_all",
    "appoint",
    "ask_again",
    "bring_in",
    "cancel_import",
    "change",
    "check_import",
    "check_rows",
    "end_sessions",
    "end_term",
    "erase",
    "export",
    "forget_factors",
    "keep_groups",
    "leave",
    "note",
    "refuse_to_erase",
    "reinstate",
    "retain",
    "start_import",
    "stay",
    "suspend",
    "upload",
]
