"""The pages of the ballot box."""

from governance.ballots.views.chair import close_poll, count_again, open_poll
from governance.ballots.views.drafts import delete_draft, edit_draft, new_draft, new_election
from governance.ballots.views.outcome import cancel, contest, extend, find, repeat
from governance.ballots.views.paper import cast, paper
from governance.ballots.views.polls import poll_list, poll_page, progress, turnout
from governance.ballots.views.preview import preview

__all__ = [
    "cancel",
    "cast",
    "close_poll",
    "contest",
    "count_again",
    "delete_draft",
    "edit_draft",
    "extend",
    "find",
    "new_draft",
    "new_election",
    "open_poll",
    "paper",
    "poll_list",
    "poll_page",
    "preview",
    "progress",
    "repeat",
    "turnout",
]
