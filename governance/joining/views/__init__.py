"""The pages of joining and leaving."""

from governance.joining.views.applications import (
    accept_application,
    application,
    applications,
    decline_application,
    preview,
)
from governance.joining.views.apply import apply, confirm, sent, withdraw
from governance.joining.views.invitations import letters, write_to_never_seen
from governance.joining.views.leave import leave
from governance.joining.views.letter import letter, letter_address, letter_choice

__all__ = [
    "accept_application",
    "application",
    "applications",
    "apply",
    "confirm",
    "decline_application",
    "leave",
    "letter",
    "letter_address",
    "letter_choice",
    "letters",
    "preview",
    "sent",
    "withdraw",
    "write_to_never_seen",
]
