"""What the worker does for this app."""

from governance.notifications.actions import digests, sending


def send_outbox() -> int:
    return sending.send_waiting()


def digest_due() -> int:
    """Writes the daily mails, in the evening. Returns how many."""
    return digests.digest_due()
