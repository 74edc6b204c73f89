"""What is done to the register: one verb each."""

from governance.members.actions.erasure import erase, erase_due, refuse_to_erase
from governance.members.actions.exports import Row, export
from governance.members.actions.groups import keep_groups
from governance.members.actions.register import admit, change, leave, note, reinstate, stay, suspend
from governance.members.actions.retention import BY_CLOCK, retain
from governance.members.actions.sessions import end_sessions, forget_factors, forget_sessions
from governance.members.actions.terms import appoint, end_term
from governance.members.actions.together import together

__all__ = [
    "BY_CLOCK",
    "Row",
    "admit",
    "appoint",
    "change",
    "end_sessions",
    "end_term",
    "erase",
    "erase_due",
    "export",
    "forget_factors",
    "forget_sessions",
    "keep_groups",
    "leave",
    "note",
    "refuse_to_erase",
    "reinstate",
    "retain",
    "stay",
    "suspend",
    "together",
]
