"""What the machinery of the site keeps: finished tasks, and the log."""

from django.utils.translation import gettext_lazy as _
from django_q.models import Task

from governance.members import processing, retention
from governance.members.processing import Processing
from governance.members.retention import Kept, Rule

DAYS = 14


def declare() -> None:
    retention.register(
        Rule(
            key="tasks",
            what=_("Notes of tasks that the worker finished or gave up"),
            why=_("They only help to see whether the worker works."),
            kept=Kept(number=DAYS),
            due=lambda cutoff: Task.objects.filter(stopped__lte=cutoff),
        )
    )
    processing.register(
        Processing(
            key="machinery",
            purpose=_("Keeping the site running and safe"),
            people=_("Everybody who visits the site"),
            data=_("Notes of tasks with numbers of rows; in the server's log addresses and times."),
            ground=_("The interest in a safe site (GDPR art. 6 lid 1 f)."),
            recipients=_("Who runs the server, as a processor (GDPR art. 28)."),
            security=_("No choice, no receipt code and no name is written in the log."),
            rules=("tasks",),
            kept=_("How long the server keeps its log is set on the server."),
        )
    )
