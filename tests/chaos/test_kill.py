"""kill -9 of web server and worker while members vote: every receipt that somebody saw is in the
count, and the database is whole. `make chaos` kills fifty times; WIJKSTEM_KILLS says how often."""

import json
import os
import random
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from governance.ballots.box import receipts
from tests import ready
from tests.chaos.house import House
from tests.chaos.voter import Voter

KILLS = int(os.environ.get("WIJKSTEM_KILLS", "3"))
VOTERS_PER_KILL = 25
AT_ONCE = 6
SETTLE = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from tests import factories
engine = import_module(settings.SESSION_ENGINE)
with transaction.atomic():
    people = [factories.member() for _ in range(%d)]
poll = factories.resolution("storm")
seats = []
with transaction.atomic():
    for entry in poll.roll.select_related("member__user"):
        session = engine.SessionStore()
        session[SESSION_KEY] = str(entry.member.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = entry.member.user.get_session_auth_hash()
        session.save()
        seats.append([session.session_key, f"/stemmingen/storm/stembiljet/{entry.pk}/"])
print(json.dumps({"seats": seats, "hash": poll.frozen_hash}))
"""
CLOSE = """
from governance.ballots.actions import lifecycle
from tests.factories import actor
from governance.ballots.models import Poll
lifecycle.close(poll=Poll.objects.get(slug="storm"), by=actor("chair"), then_count=False)
"""
LOOK = """
import json
from governance.ballots.actions import record, tally
from governance.ballots.models import Ballot, Participation, Poll
tally.request_tally(poll=Poll.objects.get(slug="storm"))
poll = Poll.objects.get(slug="storm")
events = list(poll.events.all())
print(json.dumps({
    "codes": list(Ballot.objects.values_list("code", flat=True)),
    "participations": Participation.objects.count(),
    "tally": poll.tally.result["tally"],
    "chain": all(record.event_hash(event) == event.hash for event in events),
    "state": poll.state,
}))
"""


@pytest.fixture
def house(tmp_path):
    one = House(tmp_path)
    try:
        ready.migrated(one.environment["DATABASE_URL"])
        one.manage("prepare")
        yield one
    finally:
        one.end()


def whole(house):
    """What the database says of itself."""
    address = house.environment["DATABASE_URL"]
    if address.startswith("postgres"):
        with psycopg.connect(address) as connection:
            rows = connection.execute("SELECT count(*) FROM ballots_ballot").fetchall()
            return rows[0][0] >= 0
    with sqlite3.connect(ready.database(address)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kill_now_and_then(house, chance, done):
    """Kills at random moments; returns how often. It ends early when nobody votes any more."""
    killed = 0
    while killed < KILLS and not done.is_set():
        time.sleep(chance.uniform(0.2, 1.2))
        name, whole_family = chance.choice(
            [("web", True), ("web", True), ("web", False), ("worker", True), ("worker", False)]
        )
        house.kill(name, whole=whole_family)
        killed += 1
        house.wait()
    return killed


def test_every_receipt_that_was_seen_is_counted_whatever_was_killed(house):
    made = json.loads(house.manage("shell", "-v", "0", code=SETTLE % (KILLS * VOTERS_PER_KILL)))
    house.start("web")
    house.start("worker")
    house.wait()
    chance = random.Random(os.environ.get("WIJKSTEM_STORM_SEED", "9"))  # noqa: S311
    voters = [Voter(*seat, chance.choice(["yes", "no", "blank"])) for seat in made["seats"]]
    stop, done = threading.Event(), threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as seats:
        votes = [seats.submit(voter.vote, house.url, stop) for voter in voters]
        try:
            killed = kill_now_and_then(house, chance, done)
            end = time.monotonic() + 60 + len(voters)
            while not all(vote.done() for vote in votes) and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            stop.set()
    house.manage("shell", "-v", "0", code=CLOSE)
    found = json.loads(house.manage("shell", "-v", "0", code=LOOK))
    seen = {voter.receipt: voter for voter in voters if voter.receipt}
    named = {
        receipts.ballot_codes(receipt, made["hash"], 1)[0]: voter.choice
        for receipt, voter in seen.items()
    }
    assert set(named) <= set(found["codes"]), "every receipt that was seen is in the box"
    assert len(found["codes"]) == found["participations"]
    assert sum(found["tally"].values()) == len(found["codes"])
    assert (found["chain"], found["state"], whole(house)) == (True, "tallied", True)
    assert killed == KILLS
    assert len(seen) == len(voters), "who keeps trying gets a receipt"
    for choice in ("yes", "no", "blank"):
        assert found["tally"][choice] == list(named.values()).count(choice)
    again = sum(voter.tries > 1 for voter in voters)
    print(f"{killed} kills, {len(seen)} receipts, {again} of them after casting more than once")
