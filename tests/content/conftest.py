"""A prepared site with people in it."""

import datetime

import pytest
from django.test import Client
from wagtail.models import Locale

from content.models import HomePage, NewsIndexPage, NewsPage
from governance.members.actions import groups
from governance.members.models import Member, Neighbourhood, User
from tests import factories


@pytest.fixture
def home(prepared_once, db, settings, tmp_path) -> HomePage:
    """The Dutch home page of a prepared site; the English one is beside it."""
    settings.MEDIA_ROOT = str(tmp_path)
    return HomePage.objects.get(locale__language_code="nl")


@pytest.fixture
def news(home) -> NewsIndexPage:
    return home.add_child(instance=NewsIndexPage(title="Nieuws", slug="nieuws"))


@pytest.fixture
def member(home) -> Member:
    street = Neighbourhood.objects.create(name="Havenbuurt", slug="havenbuurt")
    user = User.objects.create_user("riet@example.org")
    member = Member.objects.create(
        user=user,
        number=1,
        name="Riet",
        neighbourhood=street,
        joined_on=datetime.date(2020, 1, 1),
    )
    groups.keep_groups()
    return member


@pytest.fixture
def stranger(home) -> User:
    """Somebody who can sign in and is no member."""
    return User.objects.create_user("bureau@example.org")


@pytest.fixture
def signed_in():
    """Makes a client of a user."""

    def sign_in(user: User) -> Client:
        client = Client()
        factories.sign_in(client, user)
        return client

    return sign_in


@pytest.fixture
def write():
    """Publishes an article below a news overview."""

    def publish(index: NewsIndexPage, number: int, **fields: object) -> NewsPage:
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        values = {"title": f"Bericht {number}", "summary": "Kort.", "date": day, **fields}
        return index.add_child(instance=NewsPage(slug=f"bericht-{number}", **values))

    return publish


@pytest.fixture
def english(home) -> Locale:
    return Locale.objects.get(language_code="en")
