"""The pages of the ballot box."""

from governance.ballots.views.chair import close_poll, count_again, open_poll
from governance.ballots.views.drafts import delete_draft, edit_draft, new_draft
from governance.ballots.views.evidence import evidence, full_evidence
from governance.ballots.views.paper import cast, paper
from governance.ballots.views.polls import poll_list, poll_page, progress

__all__ = [
    "cast",
    "close_poll",
    "count_again",
    "delete_draft",
    "edit_draft",
    "evidence",
    "full_evidence",
    "new_draft",
    "open_poll",
    "paper",
    "poll_list",
    "poll_page",
    "progress",
]
