"""What roles may do with the register, roles and personal details."""

from django.utils.translation import gettext_lazy as _

from governance.members.access.capabilities import BoardPage, Can
from governance.members.roles import OFFICERS, Role

# No role may change users or groups in the back office: that would let it become anyone.
LOOK_UP = ["wagtailadmin.access_admin", "members.view_member", "members.view_registerexport"]
REGISTER = BoardPage(
    "register_members:index",
    _("Members' register"),
    _("Look up members, and what happened to their membership"),
)
TERMS = BoardPage("board:terms", _("Terms of office"), _("Who holds a role, until when"))

LOOK_AT_REGISTER = Can(
    "members.look_at_register",
    _("Looks at the members' register, and at who took a copy of it."),
    {Role.CHAIR, Role.TREASURER},
    board_pages=[REGISTER],
    permissions=LOOK_UP,
)
KEEP_REGISTER = Can(
    "members.keep_register",
    _("Keeps the members' register: members, kinds, neighbourhoods, lists in and copies out."),
    {Role.SECRETARY, Role.ADMINISTRATOR},
    board_pages=[REGISTER],
    permissions=[
        *LOOK_UP,
        *(f"members.{verb}_member" for verb in ("add", "change", "export", "import")),
        *(f"members.{verb}_memberkind" for verb in ("add", "change", "delete", "view")),
        *(f"members.{verb}_neighbourhood" for verb in ("add", "change", "delete", "view")),
    ],
)
APPOINT_AS_SECRETARY = Can(
    "members.appoint_as_secretary",
    _("Appoints people to roles and ends terms; not an administrator, not themselves."),
    {Role.SECRETARY},
    board_pages=[TERMS],
)
APPOINT_AS_ADMINISTRATOR = Can(
    "members.appoint_as_administrator",
    _("Appoints people to roles and ends terms; not themselves to power over votes."),
    {Role.ADMINISTRATOR},
    board_pages=[TERMS],
)
ERASE = Can(
    "members.erase",
    _("Erases the details of former members who ask for it."),
    {Role.SECRETARY},
    board_pages=[
        BoardPage(
            "board:former",
            _("Former members"),
            _("Erase details earlier, for those who ask"),
        )
    ],
)
SEE_RECORDS = Can(
    "members.see_records",
    _("Sees how long personal details are kept, and the record of processing."),
    OFFICERS,
    board_pages=[
        BoardPage(
            "board:retention",
            _("Retention periods"),
            _("What is thrown away, and when"),
        ),
        BoardPage(
            "board:processing",
            _("Record of processing"),
            _("Which personal details there are, and why; to print"),
        ),
    ],
)
