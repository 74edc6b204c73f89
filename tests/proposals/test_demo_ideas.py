"""The ideas of the demo."""

import random

import pytest
from wijkstem.demo.load_ideas import DRAFTS, load_ideas

from proposals.models import Idea, Support
from tests.factories import member, neighbourhood

pytestmark = pytest.mark.django_db

WHERE = ("Molenkwartier", "Havenbuurt", "Tuindorp-Oost")


@pytest.fixture
def people():
    return [member(neighbourhood=neighbourhood(name)) for name in WHERE for _ in range(6)]


def load(seed=1):
    load_ideas(random.Random(seed))  # noqa: S311


def stored():
    return sorted(
        Idea.objects.with_support(None).values_list("title", "author__number", "supporters")
    )


def test_every_idea_is_submitted(people):
    load()
    assert len(stored()) == len(DRAFTS)


def test_same_chance_gives_the_same_ideas_and_support(people):
    load()
    first = stored()
    Idea.objects.all().delete()
    load()
    assert stored() == first


def test_authors_live_where_their_idea_is_and_support_it(people):
    load()
    for idea in Idea.objects.select_related("author"):
        assert idea.neighbourhood_id == idea.author.neighbourhood_id
        assert Support.objects.filter(idea=idea, member=idea.author).exists()


def test_no_members_no_ideas():
    load()
    assert not Idea.objects.exists()
