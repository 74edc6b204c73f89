"""What pages and documents keep of people."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from governance.members import processing, traces
from governance.members.processing import Processing
from governance.members.traces import Trace

TEXTS = (
    *("wagtailcore_page.title", "wagtailcore_page.draft_title", "wagtailcore_page.slug"),
    *("wagtailcore_page.url_path", "wagtailcore_page.seo_title"),
    *("wagtailcore_page.search_description", "wagtailcore_revision.content"),
    *("wagtailcore_revision.object_str", "wagtailcore_pagelogentry.label"),
    *("wagtailcore_pagelogentry.data", "wagtailcore_modellogentry.label"),
    *("wagtailcore_modellogentry.data", "content_newspage.summary", "content_newspage.body"),
    *("content_standardpage.body", "content_standardpage.intro", "content_homepage.body"),
    *("wagtaildocs_document.title", "wagtaildocs_document.file"),
    *("wagtailimages_image.title", "wagtailimages_image.file", "wagtailimages_image.description"),
    *("wagtailsearch_indexentry.title", "wagtailsearch_indexentry.body"),
    *("wagtailsearch_indexentry.autocomplete",),
)


def declare() -> None:
    traces.register(
        Trace(
            key="pages",
            what=_("Their name in news, pages, photographs and documents"),
            rows=lambda person: [Page.objects.filter(person.written_in("title", "draft_title"))],
            stays=True,
            why=_("An editor can change these; ask which ones."),
            columns=TEXTS,
        )
    )
    processing.register(
        Processing(
            key="pages",
            purpose=_("Telling the neighbourhood what happens"),
            people=_("People who are named or shown in news, pages and documents; editors"),
            data=_("What was written, photographs, and who changed a page."),
            ground=_("The co-operative's interest in telling it (GDPR art. 6 lid 1 f)."),
            recipients=_("Everybody; documents for members: members."),
            security=_("Editors publish; documents for members are served to members only."),
            kept=_("Until an editor takes it away."),
            tables=(
                *("content.HomePage", "content.StandardPage", "content.NewsIndexPage"),
                *("content.NewsPage", "content.DocumentsPage"),
            ),
        )
    )
