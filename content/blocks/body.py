"""The building blocks of an ordinary page."""
# A draft may lack any part, so templates must cope with None.

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from content.straw.blocks import StrawPollBlock

# What an editor may do in running text: no images or embeds in between, those are blocks.
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


def running_text() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        features=FEATURES,
        label=_("Text"),
        icon="pilcrow",
        template="content/blocks/text.html",
    )


class PictureBlock(blocks.StructBlock):
    # The alternative text belongs to the image.

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "content/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(label=_("Who says it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "content/blocks/quote.html"


class NoticeBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "document-link"])

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "content/blocks/notice.html"


class FactBlock(blocks.StructBlock):
    """A name and its value: "Open", "Tuesday from 10 to 12"."""

    name = blocks.CharBlock(label=_("Name"), max_length=60)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link"])


class FactsBlock(blocks.StructBlock):
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "content/blocks/facts.html"


class BodyBlocks(blocks.StreamBlock):
    text = running_text()
    picture = PictureBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    facts = FactsBlock()
    straw_poll = StrawPollBlock()
