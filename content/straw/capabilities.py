"""What roles may do with straw polls, in the back office."""

from django.utils.translation import gettext_lazy as _

from governance.members.access.capabilities import Can
from governance.members.roles import Role

ASK_STRAW_POLLS = Can(
    "straw.ask_straw_polls",
    _("Asks straw polls."),
    {Role.EDITOR, Role.SECRETARY},
    permissions=[
        "wagtailadmin.access_admin",
        *(f"straw.{verb}_question" for verb in ("add", "change", "delete", "view")),
    ],
)
