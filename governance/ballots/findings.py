"""Words for the chair's finding, made from the count; the chair changes them as they like."""

from typing import Any

from django.utils.translation import gettext as _

from governance.ballots import standing
from governance.ballots.models import Poll


def proposed_finding(poll: Poll, result: dict[str, Any]) -> str:
    """The outcome in some sentences; empty where the kind of poll proposes nothing."""
    words = poll.paper.finding(poll, result)
    if not words or standing.of(poll).decides:
        return words
    return f"{words}\n\n" + _("This is the outcome of a consultation of the members.")
