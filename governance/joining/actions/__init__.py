"""What is done to applications, letters and memberships that end: one verb each."""

from governance.joining.actions.applications import (
    accept,
    confirm,
    decline,
    submit,
    tell_board,
    withdraw,
)
from governance.joining.actions.invitations import (
    confirm_address,
    invite,
    let_in,
    offer_address,
    write_to_never_seen,
)
from governance.joining.actions.leaving import end_membership, take_back
from governance.joining.actions.retention import purge_applications, purge_invitations

__all__ = [
    "accept",
    "confirm",
    "confirm_address",
    "decline",
    "end_membership",
    "invite",
    "let_in",
    "offer_address",
    "purge_applications",
    "purge_invitations",
    "submit",
    "take_back",
    "tell_board",
    "withdraw",
    "write_to_never_seen",
]
