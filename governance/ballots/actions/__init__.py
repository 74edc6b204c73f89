"""What can be done to a poll: one verb each."""

from governance.ballots.actions.bulletin_board import checkpoint, checkpoint_due
from governance.ballots.actions.cast import cast, require_standing
from governance.ballots.actions.drafts import delete_draft, save_draft
from governance.ballots.actions.electors import add_to_roll, set_proxy
from governance.ballots.actions.evidence import export
from governance.ballots.actions.imports import import_closed_poll
from governance.ballots.actions.keys import (
    add_key,
    choose_key,
    public_key_in,
    rehearse,
    retire_key,
)
from governance.ballots.actions.lifecycle import close, close_due, open_poll
from governance.ballots.actions.mailings import letters_for, mail_due
from governance.ballots.actions.outcome import cancel, contest, establish, extend, repeat
from governance.ballots.actions.postal_votes import (
    confirm_batch,
    discard_batch,
    enter_names,
    enter_paper,
    fingerprint,
    remove_paper,
)
from governance.ballots.actions.record import event_hash
from governance.ballots.actions.reminders import remind_due
from governance.ballots.actions.retention import purge_due
from governance.ballots.actions.tally import request_tally, tally, tally_due
from governance.ballots.actions.unlink import vacuum_due
from governance.ballots.actions.unseal import DoesNotFit, Problem, sealed_ballots, unseal
from governance.ballots.actions.vote_cast_mail import tell_due
from governance.ballots.box import locks

__all__ = [
    "DoesNotFit",
    "Problem",
    "add_key",
    "add_to_roll",
    "cancel",
    "cast",
    "checkpoint",
    "checkpoint_due",
    "choose_key",
    "close",
    "close_due",
    "confirm_batch",
    "contest",
    "delete_draft",
    "discard_batch",
    "enter_names",
    "enter_paper",
    "establish",
    "event_hash",
    "export",
    "extend",
    "fingerprint",
    "import_closed_poll",
    "letters_for",
    "locks",
    "mail_due",
    "open_poll",
    "public_key_in",
    "purge_due",
    "rehearse",
    "remind_due",
    "remove_paper",
    "repeat",
    "request_tally",
    "require_standing",
    "retire_key",
    "save_draft",
    "sealed_ballots",
    "set_proxy",
    "tally",
    "tally_due",
    "tell_due",
    "unseal",
    "vacuum_due",
]
