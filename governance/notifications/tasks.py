"""What the worker does for this app."""

from governance.notifications import actions


def send_outbox() -> int:
    return actions.send_waiting()
