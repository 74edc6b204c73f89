"""Ideas for the tests, submitted through the same action as on the site."""

import datetime
import itertools

import pytest
from django.utils import timezone

from proposals import actions
from proposals.models import Idea
from tests import factories

numbers = itertools.count(1)


def submit(**fields) -> Idea:
    author = fields.pop("author", None) or factories.member()
    words = {
        "title": f"Idee {next(numbers)}",
        "text": "Twee banken aan de kade.",
        "neighbourhood": author.neighbourhood,
    }
    return actions.submit(author=author, **words | fields)


def suspended(name: str = "Geschorst"):
    return factories.member(
        name, suspended_on=timezone.localdate(), suspension_reason="contributie"
    )


@pytest.fixture
def as_someone(client, as_member):
    """Signs in as a visitor (nobody), a former member, a member, a member who is suspended now or
    from tomorrow on, or the author of an idea."""

    def come_in(who: str, idea: Idea | None = None):
        if who == "author":
            factories.sign_in(client, idea.author.user)
        elif who == "suspended":
            factories.sign_in(client, suspended().user)
        elif who == "suspended tomorrow":
            as_member(suspended_on=timezone.localdate() + datetime.timedelta(days=1))
        elif who == "former member":
            as_member(left_on=timezone.localdate())
        elif who == "member":
            as_member()

    return come_in
