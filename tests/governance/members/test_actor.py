"""Who does something: by user and never by name."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django.contrib.auth.models import AnonymousUser

from governance.ballots.actions import lifecycle, record
from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.models import User
from tests.factories import draft, member

PACKAGES = ("governance.members.actions", "governance.joining.actions", "budgets.rounds.actions",
            "governance.notifications.actions", "governance.ballots.actions", "proposals.actions",
            "content.actions")  # fmt: skip


def functions():
    for name in PACKAGES:
        package = import_module(name)
        inside = pkgutil.iter_modules(getattr(package, "__path__", []))
        for module in (package, *(import_module(f"{name}.{one.name}") for one in inside)):
            for _name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__:
                    yield inspect.unwrap(function)


def test_every_action_is_told_by_an_actor_and_by_keyword_who_does_it():
    taking = [one for one in functions() if "by" in inspect.signature(one).parameters]
    assert len(taking) > 30
    for function in taking:
        parameter = inspect.signature(function).parameters["by"]
        where = f"{function.__module__}.{function.__name__}"
        assert parameter.annotation in (Actor, "Actor"), where
        assert parameter.kind is parameter.KEYWORD_ONLY, where


@pytest.mark.django_db
def test_actor_of_a_user_has_their_name_and_member_number():
    henk = member("Henk")
    assert Actor.user(henk.user) == Actor(name="Henk", user_id=henk.user_id, number=henk.number)
    assert Actor.user(henk.user) == Actor.member(henk)
    outsider = User.objects.create_user("boekhouder@example.org", first_name="Els")
    assert Actor.user(outsider) == Actor(name="Els", user_id=outsider.pk)
    henk.user.first_name, henk.user.last_name = "x" * 150, "y" * 150
    assert len(Actor.user(henk.user).name) == 140


def test_visitor_does_nothing():
    with pytest.raises(TypeError):
        Actor.user(AnonymousUser())


@pytest.mark.django_db
def test_login_of_the_chair_can_be_deleted_and_the_chain_still_holds():
    chair = member("Meryem")
    poll = lifecycle.open_poll(poll=draft(), by=Actor.user(chair.user))
    register.change(member=chair, by=Actor.command("x"), email="")
    assert not User.objects.filter(pk=chair.user_id).exists()
    event = poll.events.get()
    assert (event.by_name, event.by_number) == ("Meryem", chair.number)
    assert record.event_hash(event) == event.hash
    event.by_number = None
    assert record.event_hash(event) != event.hash
