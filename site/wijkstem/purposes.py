"""Why the site keeps finished tasks and the log."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Rule, personal
from governance.members.privacy.periods import Days

MACHINERY = Purpose(
    app="wijkstem",
    key="machinery",
    title=_("Keeping the site running and safe"),
    people=_("Everybody who visits the site"),
    data=_("Notes of tasks with numbers of rows; in the server's log addresses and times."),
    ground=_("The interest in a safe site (GDPR art. 6 lid 1 f)."),
    recipients=_("Who runs the server, as a processor (GDPR art. 28)."),
    security=_("No choice, no receipt code and no name is written in the log."),
    kept=_("How long the server keeps its log is set on the server."),
)
personal(
    "django_q.Task",
    purpose=MACHINERY,
    keep=Rule(
        "tasks",
        _("Notes of tasks that the worker finished or gave up"),
        _("They only help to see whether the worker works."),
        Days(14),
    ).when("stopped"),
)
