"""What the pages hold about one person: what they made in the back office."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry

from governance.members import own_data
from governance.members.own_data import Part, Person, Row


def made(who: Person) -> Iterator[Row]:
    """Pages, documents and pictures that this user brought in."""
    for page in Page.objects.filter(owner=who.user).order_by("pk"):
        yield {"kind": "page", "title": page.title, "at": page.first_published_at}
    for document in Document.objects.filter(uploaded_by_user=who.user).order_by("pk"):
        yield {"kind": "document", "title": document.title, "at": document.created_at}
    for image in Image.objects.filter(uploaded_by_user=who.user).order_by("pk"):
        yield {"kind": "image", "title": image.title, "at": image.created_at}


def acts(who: Person) -> Iterator[Row]:
    for log in (PageLogEntry, ModelLogEntry):
        for entry in log.objects.filter(user=who.user).order_by("timestamp"):
            yield {"at": entry.timestamp, "action": entry.action, "on": entry.label}
    for model in (Comment, CommentReply):
        for comment in model.objects.filter(user=who.user).order_by("created_at"):
            yield {"at": comment.created_at, "action": "comment", "on": comment.text}


def declare() -> None:
    own_data.register(
        Part(
            name="pages_and_files",
            about=_("Pages, documents and pictures that you brought in."),
            rows=made,
            models=("wagtailcore.Page", "wagtaildocs.Document", "wagtailimages.Image"),
        )
    )
    own_data.register(
        Part(
            name="back_office",
            about=_("What you did and remarked in the back office, and when."),
            rows=acts,
            models=(
                *("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"),
                *("wagtailcore.Comment", "wagtailcore.CommentReply"),
            ),
        )
    )
    own_data.leave_out(
        "Versions of pages of the co-operative; that this user wrote one is in the log of acts.",
        "wagtailcore.Revision",
    )
    own_data.leave_out(
        "How the back office looks to this user, and what they have open in it now; it holds "
        "nothing else and can be seen there.",
        "wagtailusers.UserProfile",
        "wagtailadmin.EditingSession",
        "wagtailadmin.FormState",
        "wagtailcore.PageSubscription",
    )
    own_data.leave_out(
        "Workflows and the programming interface are switched off; these tables stay empty.",
        "wagtailcore.TaskState",
        "wagtailcore.WorkflowState",
        "wagtailcore.APIToken",
    )
    own_data.leave_out(
        "Uploads of several files that are not named yet; named, they are documents or pictures.",
        "wagtailcore.UploadedFile",
    )
