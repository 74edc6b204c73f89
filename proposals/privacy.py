"""What ideas keep of people."""

from django.utils.translation import gettext_lazy as _

from governance.members import processing, traces
from governance.members.processing import Processing
from governance.members.traces import Trace
from proposals.models import Idea, Support


def declare() -> None:
    traces.register(
        Trace(
            key="supports",
            what=_("Which ideas they support"),
            rows=lambda person: [Support.objects.filter(member=person.member)],
            erase=lambda person: Support.objects.filter(member=person.member).delete(),
        ),
        Trace(
            key="ideas",
            what=_("Their ideas for the neighbourhood, without the name"),
            rows=lambda person: [Idea.objects.filter(author=person.member)],
            stays=True,
            why=_("They were published, and others support them."),
            columns=("proposals_idea.title", "proposals_idea.text", "proposals_idea.why"),
        ),
    )
    processing.register(
        Processing(
            key="ideas",
            purpose=_("Collecting ideas for the neighbourhood"),
            people=_("Members who submit or support an idea"),
            data=_("Name and words of who submits; who supports which idea."),
            ground=_("They publish it themselves (GDPR art. 6 lid 1 b)."),
            recipients=_("Everybody reads the idea; of supporters only the number is shown."),
            security=_("Only members can submit and support."),
            kept=_("Until it is withdrawn; the name goes with the details of a former member."),
            tables=("proposals.Idea", "proposals.Support"),
        )
    )
