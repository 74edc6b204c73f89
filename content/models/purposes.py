"""Why pages and documents keep what they keep of people."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Trace

PAGES = Purpose(
    app="content",
    key="pages",
    title=_("Telling the neighbourhood what happens"),
    people=_("People who are named or shown in news, pages and documents; editors"),
    data=_("What was written, photographs, and who changed a page."),
    ground=_("The co-operative's interest in telling it (GDPR art. 6 lid 1 f)."),
    recipients=_("Everybody; documents for members: members."),
    security=_("Editors publish; documents for members are served to members only."),
    kept=_("Until an editor takes it away."),
)
NAMED = Trace(
    "pages",
    _("Their name in news, pages, photographs and documents"),
    _("An editor can change these; ask which ones."),
)
