"""Why a budget round keeps what it keeps of people."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Trace

ROUNDS = Purpose(
    app="rounds",
    key="rounds",
    title=_("Dividing budgets"),
    people=_("Those who submit a plan for a budget round, and those who prepare the round"),
    data=_("Name of who submits a plan; who added money or plans, and when."),
    ground=_("They submit it themselves; the board answers for the rest (GDPR art. 6 lid 1 b, f)."),
    recipients=_("Who can read the round reads who submitted a plan."),
    security=_("Only the board prepares a round. What it does is written down."),
    kept=_("As long as the round; a name with a plan goes with the details of a former member."),
)
PLANS = Trace("plans", _("Their name with the plans that they submitted for a budget round"))
PLANNING = Trace(
    "planning",
    _("Their name with what they did to prepare a budget round"),
    _("Who prepared the dividing of money can be answered for (BW 2:10)."),
)
