"""What can be done to a poll: one verb each."""

from governance.ballots.actions import locks
from governance.ballots.actions.cast import cast
from governance.ballots.actions.drafts import delete_draft, save_draft
from governance.ballots.actions.imports import import_closed_poll
from governance.ballots.actions.lifecycle import close, close_due, open_poll
from governance.ballots.actions.record import event_hash
from governance.ballots.actions.straw import (
    import_straw_poll,
    kept_by_votes,
    save_straw_poll,
    vote_straw,
)
from governance.ballots.actions.tally import request_tally, tally

__all__ = [
    "cast",
    "close",
    "close_due",
    "delete_draft",
    "event_hash",
    "import_closed_poll",
    "import_straw_poll",
    "kept_by_votes",
    "locks",
    "open_poll",
    "request_tally",
    "save_draft",
    "save_straw_poll",
    "tally",
    "vote_straw",
]
