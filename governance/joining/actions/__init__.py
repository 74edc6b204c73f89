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

__all__ = [
    "accept",
    "confirm",
    "confirm_address",
    "decline",
    "end_membership",
    "invite",
    "let_in",
    "offer_address",
    "submit",
    "take_back",
    "tell_board",
    "withdraw",
    "write_to_never_seen",
]
