"""The pages of the ballot box."""

from governance.ballots.views.board import board_text, check_receipt
from governance.ballots.views.chair import close_poll, count_again, open_poll
from governance.ballots.views.downloads import ballots_blt, result_csv, result_json
from governance.ballots.views.drafts import delete_draft, edit_draft, new_draft
from governance.ballots.views.evidence import evidence, full_evidence
from governance.ballots.views.keys import choose_key, key_list, key_page, rehearsal, retire_key
from governance.ballots.views.outcome import cancel, contest, extend, find, repeat
from governance.ballots.views.paper import cast, paper
from governance.ballots.views.paper_batch import paper_batch, paper_batches
from governance.ballots.views.polls import poll_list, poll_page, progress, turnout
from governance.ballots.views.preview import preview
from governance.ballots.views.proxies import proxy_page
from governance.ballots.views.roll import add_to_roll, roll_page
from governance.ballots.views.unseal import sealed_file, unseal

__all__ = [
    "add_to_roll",
    "ballots_blt",
    "board_text",
    "cancel",
    "cast",
    "check_receipt",
    "choose_key",
    "close_poll",
    "contest",
    "count_again",
    "delete_draft",
    "edit_draft",
    "evidence",
    "extend",
    "find",
    "full_evidence",
    "key_list",
    "key_page",
    "new_draft",
    "open_poll",
    "paper",
    "paper_batch",
    "paper_batches",
    "poll_list",
    "poll_page",
    "preview",
    "progress",
    "proxy_page",
    "rehearsal",
    "repeat",
    "result_csv",
    "result_json",
    "retire_key",
    "roll_page",
    "sealed_file",
    "turnout",
    "unseal",
]
