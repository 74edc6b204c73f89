"""What roles may do with applications and letters."""

from django.utils.translation import gettext_lazy as _

from governance.members.access.capabilities import BoardPage, Can
from governance.members.roles import Role

DECIDE_ON_APPLICATIONS = Can(
    "joining.decide_on_applications",
    _("Reads who wants to become a member, and admits or declines them."),
    {Role.CHAIR, Role.SECRETARY, Role.TREASURER},
    board_pages=[
        BoardPage(
            "joining:applications",
            _("Applications"),
            _("Who wants to become a member"),
        )
    ],
)
WRITE_LETTERS = Can(
    "joining.write_letters",
    _("Writes letters with a code to members without e-mail."),
    {Role.SECRETARY},
    board_pages=[
        BoardPage(
            "joining:letters",
            _("Letters with a code"),
            _("For members without an e-mail address"),
        )
    ],
)
QUESTION_APPLICANTS = Can(
    "joining.question_applicants",
    _("Decides what applicants are asked."),
    {Role.SECRETARY},
    permissions=[
        "wagtailadmin.access_admin",
        *(f"joining.{verb}_question" for verb in ("add", "change", "delete", "view")),
    ],
)
