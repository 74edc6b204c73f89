"""The mail that somebody who signs in waits for."""

from django.core import mail

from governance.notifications import actions


def newest_letter():
    """Lets the worker send what waits, and gives the last letter."""
    actions.send_waiting()
    return mail.outbox[-1]


def newest_code():
    lines = newest_letter().body.splitlines()
    return next(line.strip() for line in lines if line.startswith("    "))
