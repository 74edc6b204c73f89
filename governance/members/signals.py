"""What happens in the register and is nobody's business here, but somebody's further up."""

from typing import NamedTuple

from django.dispatch import Signal


class Readdressed(NamedTuple):
    """The login of a member moved to another address; `new`: "" where it was taken away. `user`:
    the key of the login, None where there is none any more."""

    name: str
    language: str
    user: int | None
    old: str
    new: str


readdressed = Signal()
"""Sent within the transaction, with `moves`: a list of Readdressed."""

noted = Signal()
"""Sent within the transaction, with `event`: a MemberEvent that was just written, but by a list."""

appointed = Signal()
"""Sent within the transaction, with `event`: a TermEvent of somebody who did it on the site."""
