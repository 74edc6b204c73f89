"""Why the register keeps what it keeps of people."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Trace, Withheld

MEMBERSHIP = _(
    "Needed for the membership itself (GDPR art. 6 lid 1 b) and asked by law (BW 2:33-36)."
)
BOARD = _("The secretary; the rest of the board as far as their task asks it.")
NOT_SHARED = _("Nobody outside the co-operative.")

REGISTER = Purpose(
    app="members",
    key="register",
    title=_("Keeping the register of members"),
    people=_("Members and former members"),
    data=_(
        "Number, name, address, kind, neighbourhood, language, dates of joining and leaving, "
        "suspension with its reason, and what was changed when by whom."
    ),
    ground=MEMBERSHIP,
    recipients=BOARD,
    security=_("Only the roles named on the page of roles see it. Every change is written down."),
)
COPIES = Purpose(
    app="members",
    key="copies",
    title=_("Bringing lists of members in, and taking copies"),
    people=_("Members"),
    data=_("What stands in the list or the copy."),
    ground=MEMBERSHIP,
    recipients=BOARD,
    security=_("Lists are thrown away once they are brought in. Every copy is written down."),
)
LOGIN = Purpose(
    app="members",
    key="login",
    title=_("Letting people sign in"),
    people=_("Everybody with a login"),
    data=_("E-mail address, name, keys of devices, and whether they are signed in."),
    ground=MEMBERSHIP,
    recipients=NOT_SHARED,
    security=_(
        "There are no passwords: a code goes to the e-mail address. Codes last ten minutes."
    ),
    kept=_("The login as long as the membership or the role."),
)
OFFICES = Purpose(
    app="members",
    key="offices",
    title=_("Knowing who holds which role"),
    people=_("Those who hold or held a role"),
    data=_("Name, role, first and last day, and who appointed them."),
    ground=_("Asked by law: the assembly appoints the board (BW 2:37; GDPR art. 6 lid 1 c)."),
    recipients=_("Members see who holds which role."),
    security=_("Secretary and administrator write it down; nobody gives themselves power alone."),
    kept=_("7 years after the end (BW 2:10); the name goes with the details of a former member."),
)

ACTS = Trace(
    "acts",
    _("Their name with what they did to the details of others in a role"),
    _("Who changed the register can be answered for (GDPR art. 5 lid 2; BW 2:10)."),
)
ACTS_OF_OTHERS = Withheld(
    "What is done in a role, by whom: kept so that it can be answered for. None of it is about "
    "the one who did it."
)
