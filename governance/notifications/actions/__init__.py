"""Putting mail in the outbox, and sending what is there."""

from governance.notifications.actions.digests import digest_due
from governance.notifications.actions.new_address import change_address, mail_code, new_code
from governance.notifications.actions.outbox import Message, post, post_all, post_code, settle
from governance.notifications.actions.preferences import choose, chosen, read_token, stop
from governance.notifications.actions.questions import ask
from governance.notifications.actions.sending import MOST_TRIES, send_waiting

__all__ = [
    "MOST_TRIES",
    "Message",
    "ask",
    "change_address",
    "choose",
    "chosen",
    "digest_due",
    "mail_code",
    "new_code",
    "post",
    "post_all",
    "post_code",
    "read_token",
    "send_waiting",
    "settle",
    "stop",
]
