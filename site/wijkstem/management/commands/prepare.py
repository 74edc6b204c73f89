"""`manage.py prepare`: all that the site needs besides its tables. Run it after every migrate."""
# The second time it changes nothing. It keeps every permission that was granted by hand.

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django_q.models import Schedule
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content import actions
from governance.members.access.capabilities import CAPABILITIES, Can
from governance.members.actions import groups
from governance.members.roles import MEMBERS_GROUP, Role

MINUTELY, HOURLY, DAILY = Schedule.MINUTES, Schedule.HOURLY, Schedule.DAILY
SCHEDULES = {
    "close_due": ("governance.ballots.tasks.close_due", MINUTELY),
    "checkpoint_due": ("governance.ballots.tasks.checkpoint_due", MINUTELY),
    "vacuum_due": ("governance.ballots.tasks.vacuum_due", MINUTELY),
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
# Schedules that earlier versions made.
GONE = ["purge_due", "forget_sessions"]


class Command(BaseCommand):
    help = "Makes groups, languages, the first pages, collections and schedules, where absent."

    def handle(self, **_options: Any) -> None:
        done = [*make_cache_table()]
        with transaction.atomic():
            done += make_groups()
            done += actions.create_site()
            done += actions.create_collections()
            done += grant_permissions()
            done += follow_the_register()
            done += make_schedules()
        for line in done or ["Everything was there already."]:
            self.stdout.write(line)


def make_cache_table() -> Iterable[str]:
    said = StringIO()
    call_command("createcachetable", verbosity=2, stdout=said)
    return [line for line in said.getvalue().splitlines() if "already exists" not in line]


def make_groups() -> Iterable[str]:
    for name in [*(role.value for role in Role), MEMBERS_GROUP]:
        if Group.objects.get_or_create(name=name)[1]:
            yield f"Group '{name}' made."


def grant_permissions() -> Iterable[str]:
    granted = sum(sum(grant(can, role)) for can in CAPABILITIES.values() for role in can.roles)
    return [f"{granted} permissions granted."] if granted else []


def grant(can: Can, role: Role) -> Iterator[bool]:
    """Whether each permission of the capability was still to be granted."""
    group = Group.objects.get(name=role.value)
    new = {permission(name) for name in can.permissions} - set(group.permissions.all())
    group.permissions.add(*new)
    yield from (True for _ in new)
    for places, names in can.within.items():
        for place in places():
            yield from (grant_at(place, group, permission(name)) for name in names)


def permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def grant_at(place: Page | Collection, group: Group, permission: Permission) -> bool:
    granted = {"group": group, "permission": permission}
    if isinstance(place, Page):
        return bool(GroupPagePermission.objects.get_or_create(page=place, **granted)[1])
    return bool(GroupCollectionPermission.objects.get_or_create(collection=place, **granted)[1])


def follow_the_register() -> list[str]:
    changed = groups.keep_groups()
    return [f"{changed} memberships of groups changed."] if changed else []


def make_schedules() -> Iterable[str]:
    """One schedule of each name, with its function and rhythm."""
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
