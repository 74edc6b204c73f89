"""Ideas for a neighbourhood, and the members who support them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import BooleanField, Count, Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models import Member, Neighbourhood
from governance.members.privacy.declarations import Part, Purpose, Trace, personal
from proposals.similarity import overlap, stems


class IdeaQuerySet(models.QuerySet["Idea"]):
    # The likeness is worked out for at most this number of ideas, the newest.
    LOOK_AT = 200

    def published(self) -> IdeaQuerySet:
        return self.filter(state=Idea.State.PUBLISHED)

    def with_support(self, member: Member | None) -> IdeaQuerySet:
        # `supporters`: their number; `mine`: whether this member is one of them.
        own = Support.objects.filter(idea=OuterRef("pk"), member=member)
        mine = Exists(own) if member else Value(False, output_field=BooleanField())
        return self.annotate(supporters=Count("supports"), mine=mine)

    def for_reader(self, member: Member | None) -> IdeaQuerySet:
        ideas = self.published().select_related("neighbourhood", "author")
        return ideas.with_support(member)

    def mentioning(self, words: str) -> IdeaQuerySet:
        return self.filter(Q(title__icontains=words) | Q(text__icontains=words))

    def newest_first(self) -> IdeaQuerySet:
        return self.order_by("-submitted_at", "-pk")

    def most_supported_first(self) -> IdeaQuerySet:
        """Needs `with_support`."""
        return self.order_by("-supporters", "-submitted_at", "-pk")

    def similar_to(self, title: str, *, at_most: int = 3) -> list[Idea]:
        """Published ideas with words of this title in theirs, the most alike first."""
        wanted = stems(title)
        if not wanted:
            return []
        any_word = Q()
        for stem in wanted:
            any_word |= Q(title__icontains=stem)
        ideas = self.published().filter(any_word).select_related("neighbourhood").newest_first()
        alike = sorted(ideas[: self.LOOK_AT], key=lambda idea: -overlap(wanted, idea.title))
        return alike[:at_most]


class Idea(models.Model):
    """A plan of a member for a neighbourhood."""

    # `cost` is what the author thinks it costs, in cents; empty when the author does not know.

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what"))
    why = models.TextField(_("why"), blank=True)
    cost = models.PositiveBigIntegerField(_("cost in cents"), null=True, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        verbose_name=_("neighbourhood"),
        related_name="ideas",
        on_delete=models.PROTECT,
    )
    author = models.ForeignKey(
        Member, verbose_name=_("author"), related_name="ideas", on_delete=models.PROTECT
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)

    objects: ClassVar = IdeaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-submitted_at", "-pk"]
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        indexes: ClassVar = [models.Index(fields=["state", "-submitted_at"], name="idea_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:idea", args=[self.pk])


class Support(models.Model):
    # Pages show how many members support an idea, never who.

    idea = models.ForeignKey(Idea, related_name="supports", on_delete=models.CASCADE)
    member = models.ForeignKey(Member, related_name="supports", on_delete=models.CASCADE)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("support")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idea", "member"], name="support_once_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.member_id}"


IDEAS = Purpose(
    app="proposals",
    key="ideas",
    title=_("Collecting ideas for the neighbourhood"),
    people=_("Members who submit or support an idea"),
    data=_("Name and words of those who submit; who supports which idea."),
    ground=_("They publish it themselves (GDPR art. 6 lid 1 b)."),
    recipients=_("Everybody reads the idea; of supporters only the number is shown."),
    security=_("Only members can submit and support."),
    kept=_("Until it is withdrawn; the name goes with the details of a former member."),
)
personal(
    Idea,
    purpose=IDEAS,
    person="author",
    export=Part("ideas", _("Ideas that you submitted. Cost is in cents.")).fields(
        *("title", "text", "why", "cost", "state", "submitted_at"),
        neighbourhood="neighbourhood__name",
    ),
    on_erasure=Trace(
        "ideas",
        _("Their ideas for the neighbourhood, without the name"),
        _("They were published, and others support them."),
    ).keep("title", "text", "why"),
)
personal(
    Support,
    purpose=IDEAS,
    person="member",
    export=Part("supports", _("Ideas that you support. Other members do not see this.")).fields(
        idea="idea__title", since="since"
    ),
    on_erasure=Trace("supports", _("Which ideas they support")).delete(),
)
