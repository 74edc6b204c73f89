"""What can be done to a poll: one verb each."""

from governance.ballots.actions import locks
from governance.ballots.actions.boards import checkpoint, checkpoint_due
from governance.ballots.actions.cast import cast
from governance.ballots.actions.drafts import delete_draft, save_draft
from governance.ballots.actions.electors import add_to_roll, set_proxy
from governance.ballots.actions.evidence import export
from governance.ballots.actions.imports import import_closed_poll
from governance.ballots.actions.lifecycle import close, close_due, open_poll
from governance.ballots.actions.outcome import cancel, contest, extend, find, repeat
from governance.ballots.actions.record import event_hash
from governance.ballots.actions.seal import scrub_due
from governance.ballots.actions.tally import request_tally, tally

__all__ = [
    "add_to_roll",
    "cancel",
    "cast",
    "checkpoint",
    "checkpoint_due",
    "close",
    "close_due",
    "contest",
    "delete_draft",
    "event_hash",
    "export",
    "extend",
    "find",
    "import_closed_poll",
    "locks",
    "open_poll",
    "repeat",
    "request_tally",
    "save_draft",
    "scrub_due",
    "set_proxy",
    "tally",
]
