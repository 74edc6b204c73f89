"""`manage.py prepare`: once it makes, twice it changes nothing."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django_q.models import Schedule
from wagtail.contrib.settings.registry import registry
from wagtail.models import CollectionViewRestriction, Locale, Page, Site
from wijkstem.management.commands.prepare import SCHEDULES

from content.models import HomePage, StandardPage
from governance.members.roles import MEMBERS_GROUP, Role
from tests.factories import member

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def prepare() -> list[str]:
    said = io.StringIO()
    call_command("prepare", stdout=said)
    return said.getvalue().splitlines()


def test_second_time_changes_nothing():
    assert len(prepare()) > 10
    assert prepare() == ["Everything was there already."]


def test_every_role_has_its_group():
    prepare()
    names = {*Role.values, MEMBERS_GROUP}
    assert names <= set(Group.objects.values_list("name", flat=True))


def test_welcome_page_gives_way_to_a_home_page_in_each_language(client):
    prepare()
    assert not Page.objects.filter(title__startswith="Welcome to").exists()
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"nl", "en"}
    assert client.get("/").status_code == client.get("/en/").status_code == 200


def test_site_follows_the_address_in_the_settings(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://drie-bruggen.example"
    prepare()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("drie-bruggen.example", 443)
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8100"
    assert prepare() == ["The site's address is now 127.0.0.1:8100."]


def test_existing_content_stays(client):
    prepare()
    home = HomePage.objects.get(locale=Locale.get_default())
    home.title = "De Drie Bruggen"
    home.save()
    home.add_child(instance=StandardPage(title="Over ons", slug="over-ons"))
    prepare()
    assert HomePage.objects.get(pk=home.pk).title == "De Drie Bruggen"
    assert client.get("/over-ons/").status_code == 200


def test_pages_of_another_kind_below_the_root_stay():
    root = Page.objects.get(depth=1)
    Page.objects.filter(slug="home").update(slug="oud", title="Oude site")
    prepare()
    assert root.get_children().filter(slug="oud").exists()
    assert HomePage.objects.filter(slug="start").exists()


def test_administrator_may_change_all_settings_of_the_site():
    prepare()
    held = Group.objects.get(name=Role.ADMINISTRATOR.value).permissions
    names = {f"change_{model._meta.model_name}" for model in registry}
    assert names
    assert names <= set(held.values_list("codename", flat=True))


def test_permission_that_somebody_granted_stays():
    prepare()
    group = Group.objects.get(name=Role.TREASURER.value)
    granted = Group.objects.get(name=Role.EDITOR.value).permissions.get(codename="add_question")
    group.permissions.add(granted)
    prepare()
    assert granted in group.permissions.all()


def test_double_and_outdated_schedules_are_put_right():
    for minutes in (1, 5):
        Schedule.objects.create(
            name="close_due", func="old.close_due", schedule_type="I", minutes=minutes
        )
    prepare()
    assert list(Schedule.objects.filter(name="close_due").values_list("func", "minutes")) == [
        ("governance.ballots.tasks.close_due", 1)
    ]
    assert Schedule.objects.count() == len(SCHEDULES)


def test_scheduled_functions_exist():
    from django.utils.module_loading import import_string

    prepare()
    assert all(callable(import_string(name.func)) for name in Schedule.objects.all())


def test_existing_members_join_the_members_group():
    someone, supporter = member(), member(kind="supporter")
    prepare()
    inside = Group.objects.get(name=MEMBERS_GROUP).user_set.all()
    assert set(inside) == {someone.user, supporter.user}


def test_restriction_that_a_secretary_changed_stays():
    prepare()
    restriction = CollectionViewRestriction.objects.get()
    restriction.groups.add(Group.objects.get(name=Role.EDITOR.value))
    prepare()
    assert CollectionViewRestriction.objects.get().groups.count() == 2
