"""Retention: what is deleted after thirteen months, what stays, and what holds it."""

import datetime

import pytest

from governance.ballots.actions import clock, lifecycle, outcome, retention, tally
from governance.ballots.models import Ballot, BulletinBoard, Participation, Poll, RollEntry, Tally
from tests.factories import actor, draft, member, resolution, vote

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def later(hold_clock):
    """Lets the database's clock run ahead: `later(days)`."""
    return lambda days: hold_clock(clock.now() + days * DAY)


def counted_poll(**fields):
    anna, bram = member("Anna"), member("Bram")
    poll = draft(**fields)
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    vote(poll, anna, "yes", by=bram)
    vote(poll, bram, "no")
    lifecycle.close(poll=poll, by=actor("chair"))
    tally.tally(poll=poll)
    return Poll.objects.get(pk=poll.pk)


def purged():
    return retention.purge_due(Poll.objects.all())


def left():
    return Ballot.objects.count(), Participation.objects.count()


@pytest.mark.parametrize(("days", "expected"), [(395, 0), (397, 1)], ids=["young", "old"])
def test_ballots_go_after_thirteen_months_and_not_before(later, days, expected):
    counted_poll()
    later(days)
    assert purged() == expected
    assert left() == ((0, 0) if expected else (2, 2))


def test_purge_keeps_result_board_roll_and_chain_and_drops_proxies(later):
    poll = counted_poll()
    before = Tally.objects.get().result, BulletinBoard.objects.get(final=True).lines
    later(400)
    purged()
    assert (Tally.objects.get().result, BulletinBoard.objects.get(final=True).lines) == before
    assert list(RollEntry.objects.values_list("name", "proxy")) == [("Anna", None), ("Bram", None)]
    assert not poll.proxies.exists()
    last = poll.events.last()
    assert (last.kind, last.detail) == ("purged", {"ballots": 2, "participations": 2})


def test_purging_again_changes_nothing(later):
    poll = counted_poll()
    later(400)
    assert [purged() for _ in range(3)] == [1, 0, 0]
    assert poll.events.filter(kind="purged").count() == 1


def test_vote_in_dispute_is_held(later):
    poll = counted_poll()
    outcome.contest(poll=poll, member=poll.roll.first().member, reason="Niet iedereen wist ervan.")
    later(400)
    assert purged() == 0
    assert left() == (2, 2)


def test_links_of_a_vote_by_name_go_too(later):
    poll = counted_poll(mode=Poll.Mode.OPEN)
    assert poll.roll.filter(links__isnull=False).count() == 2
    later(400)
    assert purged() == 1
    assert not poll.roll.filter(links__isnull=False).exists()


def test_open_vote_is_never_purged(later):
    resolution()
    later(400)
    assert purged() == 0
