"""Signals for upper apps: an address changed, an event was written, a term began or ended."""

from typing import NamedTuple

from django.dispatch import Signal


class AddressChange(NamedTuple):
    """The login of a member moved to another address. `new`: "" if it was taken away. `user`: the
    key of the login, if there still is one."""

    name: str
    language: str
    user: int | None
    old: str
    new: str


# Sent within the transaction, with `moves`: a list of AddressChange.
address_changed = Signal()

# Sent within the transaction, with `event`: a new MemberEvent (not those of an import).
member_event_written = Signal()

# Sent within the transaction, with `event`: a TermEvent of an act on the site, not by a command.
term_event_written = Signal()
