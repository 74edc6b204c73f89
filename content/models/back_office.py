"""What Wagtail's own tables keep of people."""

from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.models.purposes import NAMED, PAGES
from governance.members.privacy.declarations import Part, Step, Withheld, personal

MADE = Part("pages_and_files", _("Pages, documents and pictures that you brought in."))
ACTS = Part("back_office", _("What you did and remarked in the back office, and when."))

personal(
    Page,
    purpose=PAGES,
    person="owner",
    export=MADE.fields(kind=Value("page"), title="title", at="first_published_at"),
    on_erasure=NAMED.keep(
        *("title", "draft_title", "slug", "url_path", "seo_title", "search_description"),
        rows=lambda subject: Page.objects.filter(subject.written_in("title", "draft_title")),
    ),
)
personal(
    "wagtaildocs.Document",
    purpose=PAGES,
    person="uploaded_by_user",
    export=MADE.fields(kind=Value("document"), title="title", at="created_at"),
    on_erasure=NAMED.named_in("title", "file"),
)
personal(
    "wagtailimages.Image",
    purpose=PAGES,
    person="uploaded_by_user",
    export=MADE.fields(kind=Value("image"), title="title", at="created_at"),
    on_erasure=NAMED.named_in("title", "file", "description"),
)
for log in ("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"):
    personal(
        log,
        purpose=PAGES,
        person="user",
        export=ACTS.fields(at="timestamp", action="action", on="label", order="timestamp"),
        on_erasure=NAMED.named_in("label", "data"),
    )
for remark in ("wagtailcore.Comment", "wagtailcore.CommentReply"):
    personal(
        remark,
        purpose=PAGES,
        person="user",
        export=ACTS.fields(at="created_at", action=Value("comment"), on="text", order="created_at"),
    )
personal(
    "wagtailsearch.IndexEntry",
    purpose=PAGES,
    on_erasure=NAMED.named_in("title", "body", "autocomplete"),
)


def withheld(reason: str, *models: str, on_erasure: tuple[Step, ...] = ()) -> None:
    for model in models:
        personal(model, purpose=PAGES, export=Withheld(reason), on_erasure=on_erasure)


withheld(
    "Versions of pages of the co-operative; that this user wrote one is in the log of acts.",
    "wagtailcore.Revision",
    on_erasure=(NAMED.named_in("content", "object_str"),),
)
withheld(
    "How the back office looks to this user, and what they have open in it now; it holds "
    "nothing else and can be seen there.",
    *("wagtailusers.UserProfile", "wagtailadmin.EditingSession", "wagtailadmin.FormState"),
    "wagtailcore.PageSubscription",
)
withheld(
    "Workflows and the programming interface are switched off; these tables stay empty.",
    *("wagtailcore.TaskState", "wagtailcore.WorkflowState", "wagtailcore.APIToken"),
)
withheld(
    "Uploads of several files that are not named yet; named, they are documents or pictures.",
    "wagtailcore.UploadedFile",
)
