"""The building blocks of the home page."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.body import NoticeBlock, PictureBlock, QuoteBlock, running_text
from content.straw.blocks import StrawPollBlock
from governance.ballots.models import Poll, RollEntry
from governance.members.models import Member

Context = dict[str, Any]
# How an address that an editor types may begin.
ADDRESS = re.compile(r"/(?![/\\])|#|(https?://|mailto:|tel:)", re.IGNORECASE)


class LinkBlock(blocks.StructBlock):
    """A button to a page of the site, or to an address such as /stemmingen/."""

    text = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=200,
        help_text=_("Only when it is no page of this site, such as /stemmingen/."),
    )

    def clean(self, value: Any) -> Any:
        # An address that runs a script would do so in the back office's own preview.
        cleaned = super().clean(value)
        address = cleaned.get("address") or ""
        if address and not ADDRESS.match(address):
            wrong = ValidationError(_("Fill in an address that begins with / or https://."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
        return cleaned


class HeroBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=100)
    text = blocks.TextBlock(label=_("Text"), required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("Buttons"), max_num=3)

    class Meta:
        icon = "home"
        label = _("Opening")
        template = "content/blocks/hero.html"


class TeaserBlock(blocks.StructBlock):
    """A link to a page, with a title and text of its own if needed."""

    page = blocks.PageChooserBlock(label=_("Page"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False)


class TeasersBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    teasers = blocks.ListBlock(TeaserBlock(), label=_("Pages"), max_num=6)

    class Meta:
        icon = "grip"
        label = _("Pages side by side")
        template = "content/blocks/teasers.html"


class NowBlock(blocks.StructBlock):
    """The votes that are open today, without work for editors."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    nothing = blocks.CharBlock(label=_("Text when nothing is open"), required=False, max_length=200)

    class Meta:
        icon = "tick-inverse"
        label = _("What you can do now")
        template = "content/blocks/now.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context: Context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        visitor = getattr(request, "visitor", None)
        return {**context, **open_now(visitor.member if visitor else None)}


def open_now(member: Member | None) -> Mapping[str, object]:
    """The open votes that the visitor may read, urgent first, and those they still have to cast."""
    polls = Poll.objects.visible_to(member).running()
    waiting = RollEntry.objects.to_cast_by(member) if member else RollEntry.objects.none()
    return {
        "polls": polls.select_related("neighbourhood").order_by("closes_at"),
        "waiting": set(waiting.values_list("poll_id", flat=True)),
    }


class LatestNewsBlock(blocks.StructBlock):
    """The newest articles, without work for editors."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Latest news")
        template = "content/blocks/latest_news.html"

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        # The home page puts its news in the context; the preview of a block has none.
        context: Context = super().get_context(value, parent_context=parent_context)
        page = (parent_context or {}).get("page")
        if page is not None and hasattr(page, "latest_news"):
            context["articles"] = page.latest_news(value.get("number") or 3)
            context["news_index"] = page.news_index
        return context


class FigureBlock(blocks.StructBlock):
    figure = blocks.CharBlock(label=_("Number"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=80)


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    figures = blocks.ListBlock(FigureBlock(), label=_("Numbers"), max_num=4)

    class Meta:
        icon = "order"
        label = _("Numbers")
        template = "content/blocks/figures.html"


class HomeBlocks(blocks.StreamBlock):
    hero = HeroBlock()
    now = NowBlock()
    text = running_text()
    teasers = TeasersBlock()
    news = LatestNewsBlock()
    figures = FiguresBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    straw_poll = StrawPollBlock()

    class Meta:
        block_counts = {"hero": {"max_num": 1}}
