"""The linker: somebody with full SQL, and with the files of the database, who joins voters and
ballots by the order in which they came. Before closing it works; after it, as well as chance."""

import random
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from governance.ballots.actions import bulletin_board, lifecycle, unlink
from governance.ballots.box import receipts
from governance.ballots.models import AuditEvent, Ballot, BulletinBoard, Link, Participation, Poll
from governance.notifications.models import OutboxMail
from tests import storm
from tests.factories import actor, ballot_code, entry_of, member, resolution, vote

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_files")]

VOTERS = storm.size(40, 200)
BY_CHANCE = 8
"""A blind guess links one voter on average, and more than this many once in a million times."""
POSTGRES = connection.vendor == "postgresql"
PLACES = ["ctid", "xmin::text::bigint", "cmin::text::bigint"] if POSTGRES else ["rowid"]


def in_order(model, column, place):
    """A column in an order that the database keeps beside the columns. Where rows are equal in
    it, they come as they lie."""
    lying = "ctid" if POSTGRES else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {column} FROM "{model._meta.db_table}" ORDER BY {place}, {lying}')
        return [row[0] for row in cursor.fetchall()]


def orders_of_voters():
    """Every order in which the database could tell who came when."""
    found = {place: in_order(Participation, "entry_id", place) for place in PLACES}
    for place in [*PLACES, "id"]:
        keys = in_order(OutboxMail, "key", place)
        found[f"mail by {place}"] = [int(key.rpartition(":")[2]) for key in keys]
    return found


def linked(truth):
    """The most voters that any pair of orders joins to their own ballot, forwards or backwards."""
    best = 0
    for voters in orders_of_voters().values():
        for place in PLACES:
            codes = in_order(Ballot, "code", place)
            for guess in (codes, codes[::-1]):
                pairs = zip(voters, guess, strict=True)
                best = max(best, sum(truth[entry] == code for entry, code in pairs))
    return best


def hold(mode="secret"):
    """An open poll in which all have voted in a random order; with whose ballot is whose."""
    voters = [member() for _ in range(VOTERS)]
    poll = resolution(mode=mode)
    random.Random(7).shuffle(voters)  # noqa: S311
    return poll, {
        entry_of(poll, voter).pk: ballot_code(poll, vote(poll, voter, "yes")) for voter in voters
    }


def clean():
    """Cleans as the scheduler does. On a PostgreSQL server that others use too, a transaction of
    theirs can keep old rows for a while, and then the cleaning rightly waits."""
    for _ in range(20):
        if unlink.vacuum_due():
            return
        assert POSTGRES
        time.sleep(1)
    pytest.skip("another user of this server keeps old rows: the cleaning waited for 20 seconds")


@pytest.mark.parametrize("mode", ["secret", "confidential"])
def test_every_order_links_before_closing_and_none_after(mode):
    poll, truth = hold(mode)
    assert linked(truth) > 0.9 * VOTERS, "the control: the linker works on an open box"
    lifecycle.close(poll=poll, by=actor("chair"))
    assert linked(truth) <= BY_CHANCE
    clean()
    assert linked(truth) <= BY_CHANCE
    assert Ballot.objects.count() == Participation.objects.count() == VOTERS
    assert not Link.objects.exists()


def test_no_column_and_no_transaction_tells_one_ballot_from_another():
    poll, _truth = hold()
    lifecycle.close(poll=poll, by=actor("chair"))
    for model, column in ((Ballot, "code"), (Participation, "entry_id")):
        rows = in_order(model, column, PLACES[0])
        assert rows == sorted(rows)
        if POSTGRES:
            assert len(set(in_order(model, "xmin::text", "ctid"))) == 1
            assert len(set(in_order(model, "cmin::text", "ctid"))) == 1


def test_last_checkpoint_does_not_tell_the_ballot_of_who_came_after_it():
    voters = [member() for _ in range(12)]
    poll = resolution()
    for voter in voters[:11]:
        vote(poll, voter, "yes")
    assert bulletin_board.checkpoint_due() == 1
    last = ballot_code(poll, vote(poll, voters[11], "no"))
    later = set(locators(poll)) - set(BulletinBoard.objects.get().lines.split()[::2])
    assert later == {receipts.locator(last)}, "the control: there are two boards to compare"
    lifecycle.close(poll=poll, by=actor("chair"))
    assert list(BulletinBoard.objects.values_list("final", "ballots")) == [(True, 12)]
    assert AuditEvent.objects.filter(kind="checkpoint").count() == 1


def locators(poll):
    codes = Ballot.objects.filter(poll=poll).values_list("code", flat=True)
    return [receipts.locator(code) for code in codes]


# --- the files


def file_bytes():
    """What the database's files hold of the box: SQLite the file and its log; PostgreSQL the
    relations of ballots, participations and links."""
    if not POSTGRES:
        name = Path(str(connection.settings_dict["NAME"]))
        return b"".join(part.read_bytes() for part in (name, Path(f"{name}-wal")) if part.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(t::regclass)) "
            "FROM unnest(%s::text[]) t",
            [[model._meta.db_table for model in (Ballot, Participation, Link, BulletinBoard)]],
        )
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def copies(codes):
    content = file_bytes()
    return sum(content.count(code.encode()) for code in codes)


def test_files_hold_no_deleted_copy_after_cleaning():
    poll, truth = hold("confidential")
    again = entry_of(poll, poll.roll.first().member)
    replaced = truth[again.pk]
    truth[again.pk] = ballot_code(poll, vote(poll, again.member, "no"))
    lifecycle.close(poll=poll, by=actor("chair"))
    live = (1 if POSTGRES else 2) * VOTERS  # SQLite: the row, and the index in the same file
    assert copies(truth.values()) > live, "the control: deleted rows are still in the files"
    if not POSTGRES:  # which may have made room on a full page already
        assert copies([replaced]) > 0, "the control: so is a ballot that was replaced"
    clean()
    assert copies(truth.values()) == live
    assert copies([replaced]) == 0
    assert Poll.objects.get().scrubbed_at is not None
    assert unlink.vacuum_due() == 0


@pytest.fixture
def somebody():
    """Another connection, as of a backup that runs long."""
    other = connections.create_connection("default")
    other.ensure_connection()
    yield other
    other.close()


def start_reading(other):
    other.set_autocommit(False)
    cursor = other.cursor()
    if POSTGRES:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM members_member")  # a snapshot, and no lock on the box
    else:
        cursor.connection.rollback()
        cursor.connection.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM ballots_ballot")
        cursor.fetchone()


@contextmanager
def impatient():
    """SQLite waits twenty seconds for who reads; the tests need not."""
    if POSTGRES:
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 200")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")


def test_cleaning_waits_for_who_can_still_read_the_deleted_rows(somebody):
    poll, _truth = hold()
    start_reading(somebody)
    lifecycle.close(poll=poll, by=actor("chair"))
    with impatient():
        assert unlink.vacuum_due() == 0
    assert Poll.objects.get().scrubbed_at is None
    somebody.rollback()
    clean()


@pytest.mark.skipif(not POSTGRES, reason="on SQLite who reads holds up nobody")
def test_cleaning_gives_up_soon_where_somebody_holds_the_table(somebody, monkeypatch):
    """Else everybody who casts in another poll would queue behind it."""
    monkeypatch.setattr("governance.ballots.actions.unlink.LONGEST_WAIT", "200ms")
    poll, _truth = hold()
    lifecycle.close(poll=poll, by=actor("chair"))
    somebody.set_autocommit(False)
    somebody.cursor().execute("LOCK TABLE ballots_ballot IN ACCESS SHARE MODE")
    assert unlink.vacuum_due() == 0
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
    somebody.rollback()
    clean()


def test_cleaning_inside_a_transaction_is_a_mistake_of_the_programmer():
    poll, _truth = hold()
    lifecycle.close(poll=poll, by=actor("chair"))
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        unlink.vacuum_due()
