"""What roles may do with pages and documents, all in the back office."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from content.models import HomePage
from content.models.documents import PRIVATE, PUBLIC
from governance.members.access.capabilities import Can
from governance.members.roles import Role

BACK_OFFICE = ["wagtailadmin.access_admin", "simple_translation.submit_translation"]
WRITE = [f"wagtailcore.{verb}_page" for verb in ("add", "change", "publish")]
MANAGE_PAGES = [*WRITE, *(f"wagtailcore.{verb}_page" for verb in ("lock", "unlock", "bulk_delete"))]
DOCUMENTS = [f"wagtaildocs.{verb}_document" for verb in ("add", "change", "choose")]
IMAGES = [f"wagtailimages.{verb}_image" for verb in ("add", "change", "choose")]
COLLECTIONS = [f"wagtailcore.{verb}_collection" for verb in ("add", "change", "delete")]


def home_pages() -> Iterable[Page]:
    return HomePage.objects.all()


def all_pages() -> Iterable[Page]:
    return Page.objects.filter(depth=1)


def collections(name: str) -> Callable[[], Iterable[Collection]]:
    return lambda: Collection.objects.filter(depth=2, name=name)


def all_collections() -> Iterable[Collection]:
    return Collection.objects.filter(depth=1)


WRITE_PAGES = Can(
    "content.write_pages",
    _("Writes news and pages, and adds pictures and documents that everybody can read."),
    {Role.EDITOR, Role.SECRETARY},
    permissions=BACK_OFFICE,
    within={home_pages: WRITE, collections(PUBLIC): DOCUMENTS + IMAGES},
)
KEEP_MEMBERS_DOCUMENTS = Can(
    "content.keep_members_documents",
    _("Adds documents that only members can read."),
    {Role.SECRETARY},
    permissions=BACK_OFFICE[:1],
    within={collections(PRIVATE): DOCUMENTS},
)
SET_UP_SITE = Can(
    "content.set_up_site",
    _("Sets up the site: all pages, pictures and documents, and the settings."),
    {Role.ADMINISTRATOR},
    permissions=[
        *BACK_OFFICE,
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
        "content.change_brand",
        "members.change_registersettings",
    ],
    within={all_pages: MANAGE_PAGES, all_collections: DOCUMENTS + IMAGES + COLLECTIONS},
)
