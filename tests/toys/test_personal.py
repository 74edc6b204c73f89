"""A new table about people is exported, erased, kept and recorded by its own declaration alone."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from governance.members.actions import erasure, retention
from governance.members.privacy.declarations import DECLARATIONS
from governance.members.privacy.tables import undeclared
from governance.members.roles import Role
from tests.factories import actor, member
from tests.toys.models import Sighting
from tests.wijkstem.test_mine_data import data_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DAY = datetime.timedelta(days=1)


def saw(member, bird, days=0, note=""):
    at = timezone.now() - days * DAY
    return Sighting.objects.create(seen_by=member, bird=bird, note=note, seen_at=at)


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_it_is_handed_out(client, as_member):
    anna, bram = as_member("Anna"), member("Bram")
    seen = saw(anna, "wren", note="in the hedge")
    saw(bram, "crow")
    expected = {"bird": "wren", "seen_at": seen.seen_at.isoformat(), "words": "in the hedge"}
    assert data_of(client)["sightings"] == [expected]
    assert "Birds that you saw." in page(client, "/mijn/inzage/")


def test_it_goes_with_a_former_member_who_is_named_in_no_note_any_more(client, as_member):
    anna = member("Anna Bos", left_on=timezone.localdate())
    bram = as_member("Bram", Role.SECRETARY)
    saw(anna, "wren")
    other = saw(bram, "crow", note="seen by Anna Bos too")
    told = page(client, f"/bestuur/oud-leden/{anna.number}/wissen/")
    assert "<li>The birds that they saw (1)</li>" in told
    erasure.erase(member=anna, by=actor("Bram"))
    assert list(Sighting.objects.all()) == [other]
    other.refresh_from_db()
    assert other.note == f"seen by oud-lid {anna.number} too"


def test_it_goes_when_it_is_old_enough(client, as_member, capsys):
    anna = as_member("Anna", Role.CHAIR)
    saw(anna, "wren", days=200)
    young = saw(anna, "crow", days=100)
    call_command("retain", "--dry-run")
    assert "sightings: 1 would go (kept 6 months)" in capsys.readouterr().out
    assert "Birds of long ago" in page(client, "/bestuur/bewaartermijnen/")
    assert retention.retain(by=actor("test")).counts["sightings"] == 1
    assert list(Sighting.objects.all()) == [young]


def test_it_is_in_the_record_of_processing(client, as_member):
    as_member("Anna", Role.CHAIR)
    record = page(client, "/bestuur/verwerkingen/")
    assert "Counting birds" in record
    assert "Birds of long ago: 6 maanden" in record


def test_without_its_declaration_it_is_found(monkeypatch):
    assert undeclared() == set()
    monkeypatch.delitem(DECLARATIONS, "toys.Sighting")
    assert undeclared() == {"toys.Sighting"}
