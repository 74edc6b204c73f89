"""`manage.py prepare`: all that the site needs beside its tables. Run it after every migrate; the
second time it changes nothing. It takes no permission away that somebody granted by hand."""

from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django_q.models import Schedule
from wagtail.contrib.settings.registry import registry as site_settings
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content import actions
from content.models import HomePage
from governance.members import actions as register
from governance.members.roles import MEMBERS_GROUP, Role

BACK_OFFICE = ["wagtailadmin.access_admin", "simple_translation.submit_translation"]
REDIRECTS = [f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")]
WRITE = ["add_page", "change_page", "publish_page"]
MANAGE_PAGES = [*WRITE, "lock_page", "unlock_page", "bulk_delete_page"]
STRAW_POLLS = [f"straw.{verb}_question" for verb in ("add", "change", "delete", "view")]
QUESTIONS = [f"joining.{verb}_question" for verb in ("add", "change", "delete", "view")]
DOCUMENTS = ["add_document", "change_document", "choose_document"]
IMAGES = ["add_image", "change_image", "choose_image"]
COLLECTIONS = ["add_collection", "change_collection", "delete_collection"]
READ_REGISTER = ["members.view_member", "members.view_registerexport"]
REGISTER = [
    *READ_REGISTER,
    *(f"members.{verb}_member" for verb in ("add", "change", "export", "import")),
    *(
        f"members.{verb}_{noun}"
        for noun in ("memberkind", "neighbourhood")
        for verb in ("add", "change", "delete", "view")
    ),
]
"""No role may change users or groups in the back office: that would let it become anyone."""

MINUTELY, HOURLY, DAILY = Schedule.MINUTES, Schedule.HOURLY, Schedule.DAILY
SCHEDULES = {
    "close_due": ("governance.ballots.tasks.close_due", MINUTELY),
    "checkpoint_due": ("governance.ballots.tasks.checkpoint_due", MINUTELY),
    "scrub_due": ("governance.ballots.tasks.scrub_due", MINUTELY),
    "tally_due": ("governance.ballots.tasks.tally_due", MINUTELY),
    "tell_due": ("governance.ballots.tasks.tell_due", MINUTELY),
    "mail_due": ("governance.ballots.tasks.mail_due", MINUTELY),
    "remind_due": ("governance.ballots.tasks.remind_due", MINUTELY),
    "send_outbox": ("governance.notifications.tasks.send_outbox", MINUTELY),
    "retain": ("governance.members.tasks.retain", DAILY),
    "tell_board": ("governance.joining.tasks.tell_board", DAILY),
    "digest_due": ("governance.notifications.tasks.digest_due", MINUTELY),
    "keep_groups": ("governance.members.tasks.keep_groups", HOURLY),
}
GONE = ["purge_due", "forget_sessions"]
"""Schedules that earlier versions made."""


class Command(BaseCommand):
    help = "Makes groups, languages, the first pages, collections and schedules, where absent."

    def handle(self, **_options: Any) -> None:
        done = [*make_cache_table()]
        with transaction.atomic():
            done += make_groups()
            done += actions.found_site()
            done += actions.found_collections()
            done += grant_permissions()
            done += follow_the_register()
            done += make_schedules()
        for line in done or ["Everything was there already."]:
            self.stdout.write(line)


def make_cache_table() -> Iterable[str]:
    """The table of the cache, if the cache is in the database."""
    said = StringIO()
    call_command("createcachetable", verbosity=2, stdout=said)
    return [line for line in said.getvalue().splitlines() if "already exists" not in line]


def make_groups() -> Iterable[str]:
    for name in [*(role.value for role in Role), MEMBERS_GROUP]:
        if Group.objects.get_or_create(name=name)[1]:
            yield f"Group '{name}' made."


def grant_permissions() -> Iterable[str]:
    """What each role may do in the back office. The chair and the treasurer only look at the
    register there, and the counting committee does not come in: they work on the site itself."""
    groups = {role: Group.objects.get(name=role.value) for role in Role}
    homes = HomePage.objects.all()
    public = Collection.objects.get(depth=2, name=actions.PUBLIC)
    private = Collection.objects.get(depth=2, name=actions.PRIVATE)
    granted = 0
    for role in (Role.EDITOR, Role.SECRETARY):
        granted += grant(groups[role], BACK_OFFICE + STRAW_POLLS)
        granted += sum(grant_on_page(groups[role], home, WRITE) for home in homes)
        granted += grant_in(groups[role], public, DOCUMENTS + IMAGES)
    granted += grant_in(groups[Role.SECRETARY], private, DOCUMENTS)
    for role in (Role.CHAIR, Role.TREASURER):
        granted += grant(groups[role], [BACK_OFFICE[0], *READ_REGISTER])
    granted += grant(groups[Role.SECRETARY], REGISTER + QUESTIONS)
    administrator = groups[Role.ADMINISTRATOR]
    settings = [
        f"{model._meta.app_label}.change_{model._meta.model_name}" for model in site_settings
    ]
    granted += grant(administrator, BACK_OFFICE + REDIRECTS + REGISTER + settings)
    root = Page.objects.get(depth=1)
    granted += grant_on_page(administrator, root, MANAGE_PAGES)
    everything = Collection.get_first_root_node()
    granted += grant_in(administrator, everything, DOCUMENTS + IMAGES + COLLECTIONS)
    return [f"{granted} permissions granted."] if granted else []


def follow_the_register() -> list[str]:
    changed = register.keep_groups()
    return [f"{changed} memberships of groups changed."] if changed else []


def named(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def grant(group: Group, names: Iterable[str]) -> int:
    wanted = {named(*name.split(".")) for name in names}
    new = wanted - set(group.permissions.all())
    group.permissions.add(*new)
    return len(new)


def grant_on_page(group: Group, page: Page, codenames: Iterable[str]) -> int:
    return sum(
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=named("wagtailcore", codename)
        )[1]
        for codename in codenames
    )


def grant_in(group: Group, collection: Collection, codenames: Iterable[str]) -> int:
    apps = {"document": "wagtaildocs", "image": "wagtailimages", "collection": "wagtailcore"}
    return sum(
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=collection,
            permission=named(apps[codename.split("_")[1]], codename),
        )[1]
        for codename in codenames
    )


def make_schedules() -> Iterable[str]:
    """One schedule of each name, with the function and the rhythm that belong to it."""
    for name, (function, rhythm) in SCHEDULES.items():
        wanted = {"func": function, "schedule_type": rhythm, "repeats": -1}
        if rhythm == MINUTELY:
            wanted["minutes"] = 1
        there = Schedule.objects.filter(name=name).order_by("pk")
        if there.filter(**wanted).count() == 1 == there.count():
            continue
        there.delete()
        Schedule.objects.create(name=name, **wanted)
        yield f"Schedule '{name}' set."
    for schedule in Schedule.objects.filter(name__in=GONE):
        schedule.delete()
        yield f"Schedule '{schedule.name}' taken away."
