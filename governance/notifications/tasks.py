"""What the worker does for this app."""

from governance.notifications import actions


def send_outbox() -> int:
    return actions.send_waiting()


def digest_due() -> int:
    """Writes the daily mails, in the evening. Returns how many."""
    return actions.digest_due()
