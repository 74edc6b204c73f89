"""What the outcome of a vote is, as its pages say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.ballots.electors import policy_of
from governance.ballots.electors.force import Force

if TYPE_CHECKING:
    from governance.ballots.models import Poll


def of(poll: Poll) -> Force:
    """As frozen, or as the rules of a draft say; a consultation where nothing is said."""
    chosen = (poll.frozen or poll.rules).get("standing") or {}
    return policy_of(poll).force(chosen)
