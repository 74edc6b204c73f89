"""Finding a member in the register, on either database, however the name is written."""

import datetime
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from governance.members.actions import erasure, register
from governance.members.models import Member
from governance.members.models.register import folded
from tests.factories import actor, member, neighbourhood
from tests.governance.members.imports.lists import brought_in

pytestmark = pytest.mark.django_db


def found(text):
    return [one.name for one in Member.objects.mentioning(text)]


@pytest.fixture
def people():
    member("Ömer Yılmaz", street="Éclusekade 12", postal_code="1234 AB")
    member("Zoë Øster", street="Sint Jansstraat 3", postal_code="4321 ZZ")


@pytest.mark.parametrize(
    "text",
    ["ömer", "ÖMER", "omer", "yilmaz", "YILMAZ", "yılmaz", "eclusekade", "1234ab", "1234 AB"],
)
def test_letters_are_found_with_and_without_their_marks(people, text):
    assert found(text) == ["Ömer Yılmaz"]


@pytest.mark.parametrize("text", ["zoe", "ZOË", "oster", "øster jansstraat", "4321ZZ zoë"])
def test_every_word_must_match(people, text):
    assert found(text) == ["Zoë Øster"]


@pytest.mark.parametrize("text", ["zoe yilmaz", "%", "_mer", "1234ZZ"])
def test_what_nobody_has_finds_nobody(people, text):
    assert found(text) == []


def test_search_follows_every_way_of_changing_a_name():
    neighbourhood("Haven")
    anna = member("Anna Bos")
    register.change(member=anna, by=actor("Henk"), name="Zoë Bos", street="Kade 3")
    assert (found("zoe kade"), found("anna")) == (["Zoë Bos"], [])
    brought_in(f"{anna.number};Ömer Bos;;;Gracht 1;;;;;")
    assert (found("omer gracht"), found("zoe")) == (["Ömer Bos"], [])
    brought_in(";İnci Kaya;bewoner;Haven;Kade 1;1234ab;;;nl;2020-01-03")
    assert found("inci 1234ab") == ["İnci Kaya"]


def test_nothing_of_who_was_erased_is_found():
    gone = {"joined_on": datetime.date(2019, 1, 1), "left_on": datetime.date(2020, 1, 1)}
    anna = member("Zoë Bos", street="Kade 3", **gone)
    assert found("zoe kade") == ["Zoë Bos"]
    erasure.erase(member=anna, by=actor("Henk"))
    assert found("zoe") == found("kade") == []


@given(st.text(max_size=30))
@example("𝚨ǿ\u0345ᾼİẞﬁ")
def test_folding_is_done_once_and_for_all(text):
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()) == folded(text.lower()) or not text.isascii()
    assert not set(folded(text)) & set(string.ascii_uppercase)
