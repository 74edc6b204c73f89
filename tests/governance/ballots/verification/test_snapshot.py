"""Checking while people vote, and on a copy that cannot be written."""

import threading

import pytest
from django.db import connection, connections

from governance.ballots.actions import bulletin_board, lifecycle
from governance.ballots.models import Ballot
from governance.ballots.verification import snapshot
from governance.ballots.verification.installation import examine
from tests import storm
from tests.factories import actor, member, resolution, vote

pytestmark = pytest.mark.django_db(transaction=True)


ROUNDS = 30
"""The control goes on until a check met a vote between two of its reads."""


def examined_while_casting(mode, slug="druk"):
    """The findings of checks made while voters cast, and how many ballots came in meanwhile."""
    voters = [member() for _ in range(30)]
    poll = resolution(slug, mode=mode)
    over = threading.Event()
    findings, seen = [], set()

    def look():
        while not over.is_set():
            proof = examine()
            findings.extend(proof.findings)
            seen.add(proof.verdicts[0].ballots)

    def cast_all():
        try:
            for voter in voters:
                vote(poll, voter, "yes")
                bulletin_board.checkpoint(poll=poll)
        finally:
            over.set()

    with storm.crowd(2) as together:
        assert together([look, cast_all]) == [None, None]
    lifecycle.close(poll=poll, by=actor("test"))
    return findings, seen


@pytest.mark.parametrize("mode", ["secret", "confidential"])
def test_an_open_vote_under_load_gives_no_false_alarm(mode):
    findings, seen = examined_while_casting(mode)
    assert findings == []
    assert len(seen) > 1, "the box grew while it was checked"
    assert examine().findings == []
    assert Ballot.objects.count() == 30


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers at a time")
def test_without_one_moment_for_all_reads_there_are_false_alarms(monkeypatch):
    """The control: each read on its own moment."""
    monkeypatch.setitem(snapshot.BEGIN, "postgresql", "BEGIN READ ONLY")
    tries = (examined_while_casting("secret", f"druk-{at}")[0] for at in range(ROUNDS))
    assert any(tries)


def test_checking_writes_nothing():
    voter = member()
    poll = resolution()
    vote(poll, voter, "yes")
    connections.close_all()
    read_only = {
        "postgresql": "SET default_transaction_read_only = on",
        "sqlite": "PRAGMA query_only = on",
    }
    with connection.cursor() as cursor:
        cursor.execute(read_only[connection.vendor])
    try:
        assert examine().findings == []
        with pytest.raises(Exception, match=r"read-?only"):
            member()
    finally:
        connection.close()
