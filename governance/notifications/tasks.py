"""What the worker does for this app."""

from governance.notifications.actions import digests, sending


def send_outbox() -> int:
    return sending.send_waiting()


def digest_due() -> int:
    return digests.digest_due()
