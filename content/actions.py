"""Making an empty site ready for volunteers; each action returns what it did, as sentences."""
# Each may be done again: the second time it changes nothing.

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, Site

from content.models import HomePage
from content.models.documents import PRIVATE, PUBLIC
from governance.members.roles import MEMBERS_GROUP

PORTS = {"http": 80, "https": 443}


@transaction.atomic
def create_site() -> list[str]:
    done = []
    for code, name in settings.LANGUAGES:
        if Locale.objects.get_or_create(language_code=code)[1]:
            done.append(f"Language {name} added.")
    if not HomePage.objects.exists():
        done.append(replace_welcome())
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    if home is not None:
        done += translate_home(home) + point_site(home)
    return done


def replace_welcome() -> str:
    """Puts an empty home page where Wagtail's welcome page is; other pages stay."""
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    welcome = root.get_children().filter(slug="home", content_type__model="page").first()
    slug = "home" if welcome else "start"
    if welcome:
        # The slug becomes free before the page goes, since the site must not go with it.
        Page.objects.filter(pk=welcome.pk).update(slug="welcome-of-wagtail")
    home = HomePage(title="Welkom", slug=slug, locale=Locale.get_default())
    root.add_child(instance=home)
    if welcome:
        Site.objects.filter(root_page=welcome).update(root_page=home)
        welcome.refresh_from_db()
        welcome.delete()
    return "Home page made."


def translate_home(home: HomePage) -> list[str]:
    done = []
    for locale in Locale.objects.exclude(pk=home.locale_id):
        if not home.has_translation(locale):
            translated = home.copy_for_translation(locale)
            translated.get_latest_revision().publish()
            done.append(f"Home page in {locale.get_display_name()} made.")
    return done


def point_site(home: HomePage) -> list[str]:
    # Links in mail and the sitemap are made with the site record, so it follows SITE_URL.
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    address = {"hostname": parts.hostname, "port": parts.port or PORTS[parts.scheme]}
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(
            **address, root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME
        )
        return [f"Site {parts.netloc} made."]
    if (site.hostname, site.port) == tuple(address.values()):
        return []
    site.hostname, site.port = address["hostname"], address["port"]
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    return [f"The site's address is now {parts.netloc}."]


@transaction.atomic
def create_collections() -> list[str]:
    done = []
    for name in (PUBLIC, PRIVATE):
        if not Collection.objects.filter(depth=2, name=name).exists():
            Collection.get_first_root_node().add_child(name=name)
            done.append(f"Collection '{name}' made.")
    private = Collection.objects.get(depth=2, name=PRIVATE)
    if not CollectionViewRestriction.objects.filter(collection=private).exists():
        restriction = CollectionViewRestriction.objects.create(
            collection=private, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
        done.append(f"'{PRIVATE}' is for members only.")
    return done
