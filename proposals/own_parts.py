"""What this app holds about one person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from governance.members import own_data
from governance.members.own_data import Part, Person, Row, fields
from proposals.models import Idea, Support


def ideas(who: Person) -> Iterator[Row]:
    if who.member:
        for idea in Idea.objects.filter(author=who.member).select_related("neighbourhood"):
            words = fields(idea, "title", "text", "why", "cost", "state", "submitted_at")
            yield {**words, "neighbourhood": idea.neighbourhood.name}


def supports(who: Person) -> Iterator[Row]:
    if who.member:
        for support in Support.objects.filter(member=who.member).select_related("idea"):
            yield {"idea": support.idea.title, "since": support.since}


def declare() -> None:
    own_data.register(
        Part(
            name="ideas",
            about=_("Ideas that you submitted. Cost is in cents."),
            rows=ideas,
            models=("proposals.Idea",),
        )
    )
    own_data.register(
        Part(
            name="supports",
            about=_("Ideas that you support. Other members do not see this."),
            rows=supports,
            models=("proposals.Support",),
        )
    )
