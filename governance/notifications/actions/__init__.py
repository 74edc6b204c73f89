"""Putting mail in the outbox, and sending what is there."""

from governance.notifications.actions.outbox import Message, post, post_all, post_code, settle
from governance.notifications.actions.sending import MOST_TRIES, send_waiting

__all__ = ["MOST_TRIES", "Message", "post", "post_all", "post_code", "send_waiting", "settle"]
