"""The pages of the ballot box."""

from governance.ballots.views.chair import close_poll, count_again, open_poll
from governance.ballots.views.drafts import delete_draft, edit_draft, new_draft
from governance.ballots.views.evidence import evidence, full_evidence
from governance.ballots.views.keys import choose_key, key_list, key_page, rehearsal, retire_key
from governance.ballots.views.paper import cast, paper
from governance.ballots.views.polls import poll_list, poll_page, progress
from governance.ballots.views.straw import straw_list, straw_poll, straw_vote
from governance.ballots.views.unseal import sealed_file, unseal

__all__ = [
    "cast",
    "choose_key",
    "close_poll",
    "count_again",
    "delete_draft",
    "edit_draft",
    "evidence",
    "full_evidence",
    "key_list",
    "key_page",
    "new_draft",
    "open_poll",
    "paper",
    "poll_list",
    "poll_page",
    "progress",
    "rehearsal",
    "retire_key",
    "sealed_file",
    "straw_list",
    "straw_poll",
    "straw_vote",
    "unseal",
]
