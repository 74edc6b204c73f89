"""What roles may do with votes."""

from django.utils.translation import gettext_lazy as _

from governance.members.access.capabilities import Can
from governance.members.roles import Role

OPEN_AND_CLOSE = Can(
    "ballots.open_and_close",
    _("Opens and closes votes, extends or cancels them, with a reason."),
    {Role.CHAIR},
)
ESTABLISH = Can(
    "ballots.establish",
    _("Establishes the outcome, and holds a new vote after an objection (BW 2:13)."),
    {Role.CHAIR},
)
COUNT = Can("ballots.count", _("Starts and checks counts."), {Role.COUNTING})
KEEP_KEYS = Can(
    "ballots.keep_keys",
    _("Keeps the keys of sealed votes and opens their ballots after closing."),
    {Role.COUNTING},
)
ENTER_PAPER_VOTES = Can(
    "ballots.enter_paper_votes",
    _("Enters votes on paper, two people together."),
    {Role.COUNTING},
)
WRITE_DRAFTS = Can(
    "ballots.write_drafts",
    _("Writes a vote as a draft, tries it out, changes it and throws it away."),
    {Role.CHAIR, Role.SECRETARY},
)
SEE_ROLL = Can(
    "ballots.see_roll",
    _("Sees who may vote, and who has voted."),
    {Role.CHAIR, Role.SECRETARY, Role.COUNTING},
)
ADD_TO_ROLL = Can(
    "ballots.add_to_roll",
    _("Puts a member on the roll of an open vote."),
    {Role.SECRETARY},
)
