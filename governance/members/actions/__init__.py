"""What is done to the register: one verb each."""

from governance.members.actions.exports import Row, export
from governance.members.actions.groups import keep_groups
from governance.members.actions.register import admit, change, leave, note, reinstate, stay, suspend
from governance.members.actions.sessions import end_sessions, forget_factors, forget_sessions
from governance.members.actions.terms import appoint, end_term
from governance.members.actions.together import together

__all__ = [
    "Row",
    "admit",
    "appoint",
    "change",
    "end_sessions",
    "end_term",
    "export",
    "forget_factors",
    "forget_sessions",
    "keep_groups",
    "leave",
    "note",
    "reinstate",
    "stay",
    "suspend",
    "together",
]
