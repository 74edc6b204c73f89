"""Why this app holds personal data."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Trace

JOINING = Purpose(
    app="joining",
    key="joining",
    title=_("Applications for membership and letters that let members in"),
    people=_("Applicants and members without a login"),
    data=_("Name, address, e-mail address, answers, and what the board decided."),
    ground=_("They ask for it themselves (BW 2:33; GDPR art. 6 lid 1 b)."),
    recipients=_("The board."),
    security=_("Of a code only a digest is kept. It works once."),
    kept=_("Where members are liable, accepted applications 10 years (BW 2:61)."),
)
ASKED_AND_INVITED = Trace(
    "applications", _("Their applications for membership, and letters with a code")
)
DECISIONS = Trace(
    "decisions",
    _("Their name with what they decided on applications, and letters they made"),
    _("Who decided in a role can be answered for (BW 2:33)."),
)
