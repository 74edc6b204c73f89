"""A database that is full, read-only or gone: never a false receipt, and plain words."""

import json
import re
import threading

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from governance.ballots.actions import cast as cast_actions
from governance.ballots.actions import electors, lifecycle
from governance.ballots.box import locks, receipts
from governance.ballots.forms.voting import SealedChoice
from governance.ballots.models import Ballot, Link, Participation
from governance.ballots.refusals import BoxRefusal
from governance.notifications.models import OutboxMail
from governance.refusals import Refused
from tests.factories import actor, ballot_code, draft, entry_of, member, resolution

pytestmark = pytest.mark.django_db(transaction=True)

POSTGRES = connection.vendor == "postgresql"
only_sqlite = pytest.mark.skipif(POSTGRES, reason="a way of SQLite")
only_postgres = pytest.mark.skipif(not POSTGRES, reason="a way of PostgreSQL")


def cast(poll, voter, code):
    """The receipt, or why there is none."""
    try:
        return cast_actions.cast(
            poll=poll, entry_id=entry_of(poll, voter).pk, voter=voter, code=code, choice=YES
        )
    except Refused as error:
        return error.refusal


YES = {"vote": "yes"}


def stored():
    return Ballot.objects.count(), Participation.objects.count(), Link.objects.count()


class FullAt:
    """A wrapper of statements: the one with this number finds the disk full, as PostgreSQL says
    it; without a number it only counts."""

    def __init__(self, number=None):
        self.number = number
        self.seen = 0

    def __call__(self, execute, sql, params, many, context):
        if self.seen == self.number:
            raise OperationalError("no space left") from psycopg.errors.DiskFull("no space left")
        self.seen += 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("mode", ["secret", "open"])
def test_disk_full_at_any_statement_of_a_cast_stores_nothing(mode, monkeypatch):
    monkeypatch.setattr(cast_actions, "tell", lambda **_: None)
    anna, bram = member(), member()
    poll = resolution(mode=mode)
    count = FullAt()
    with connection.execute_wrapper(count):
        cast(poll, anna, receipts.new_code())
    before, code = stored(), receipts.new_code()
    entry = entry_of(poll, bram)
    for number in range(count.seen - 1):  # one of the statements looked the entry up
        with (
            connection.execute_wrapper(FullAt(number)),
            pytest.raises(Refused) as refused,
        ):
            cast_actions.cast(poll=poll, entry_id=entry.pk, voter=bram, code=code, choice=YES)
        assert refused.value.refusal is BoxRefusal.NOT_STORED, number
        assert stored() == before
    assert count.seen > 5
    assert not cast(poll, bram, code).repeated


@only_sqlite
def test_full_file_gives_receipts_for_what_fitted_and_for_nothing_else(monkeypatch):
    """The limit is of the connection, and Django opens another where SQLite rolled back itself."""
    voters = [member() for _ in range(60)]
    poll = resolution("x" * 80, mode="open", question="?" * 200)
    codes = {voter: receipts.new_code() for voter in voters}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        full = cursor.fetchone()[0] + 4
    options = connection.settings_dict["OPTIONS"]
    limited = f"{options['init_command']} PRAGMA max_page_count = {full};"
    with monkeypatch.context() as patch:
        patch.setitem(options, "init_command", limited)
        connection.close()
        said = {voter: cast(poll, voter, code) for voter, code in codes.items()}
    connection.close()
    refused = [voter for voter, answer in said.items() if isinstance(answer, BoxRefusal)]
    assert {said[voter] for voter in refused} == {BoxRefusal.NOT_STORED}
    assert 0 < len(refused) < len(voters)
    fitted = {ballot_code(poll, code) for voter, code in codes.items() if voter not in refused}
    assert set(Ballot.objects.values_list("code", flat=True)) == fitted
    assert all(not cast(poll, voter, codes[voter]).repeated for voter in refused)


@pytest.fixture
def read_only():
    """The database takes no writes until `read_only(False)`."""

    def switch(on):
        with connection.cursor() as cursor:
            if POSTGRES:
                cursor.execute(f"SET default_transaction_read_only = {'on' if on else 'off'}")
            else:
                cursor.execute(f"PRAGMA query_only = {'ON' if on else 'OFF'}")

    yield switch
    switch(False)


def address(poll, voter):
    return f"/en/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, voter).pk}/uitbrengen/"


def fields_on(page):
    """The hidden fields of the one form that casts."""
    found = re.findall(r'name="(choice|code|doubt)" value="([^"]*)"', page)
    return {name: value.replace("&quot;", '"') for name, value in found}


def test_read_only_database_says_so_and_keeps_what_was_filled_in(client, as_member, read_only):
    anna = as_member("Anna")
    poll = resolution()
    code = receipts.new_code()
    fields = SealedChoice.fields_for(YES, code, entry_of(poll, anna))
    client.get(poll.get_absolute_url())  # the first page of a new site stores its brand
    read_only(True)
    answer = client.post(address(poll, anna), fields)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Your vote was not stored. Please try again." in page
    assert receipts.spaced(code) not in page
    again = fields_on(page)
    assert json.loads(again["choice"]) == YES
    assert again["code"] == fields["code"]
    read_only(False)
    assert stored() == (0, 0, 0)
    done = client.post(address(poll, anna), again)
    assert (done.status_code, receipts.spaced(code) in done.content.decode()) == (200, True)
    assert stored() == (1, 1, 0)


@pytest.fixture
def breaks_at_commit(monkeypatch):
    """The next commit breaks: before it is done, or after, so that its answer is lost."""

    def arm(*, done):
        real = BaseDatabaseWrapper._commit
        left = [True]

        def commit(self):
            if not left or threading.current_thread() is not threading.main_thread():
                return real(self)
            left.pop()
            if done:
                real(self)
            raise OperationalError("server closed the connection unexpectedly")

        monkeypatch.setattr(BaseDatabaseWrapper, "_commit", commit)

    return arm


@pytest.mark.parametrize("done", [False, True], ids=["commit failed", "answer lost"])
@pytest.mark.parametrize("mode", ["secret", "confidential"])
def test_commit_that_breaks_gives_no_receipt_and_the_same_ballot_again_does(
    mode, done, breaks_at_commit
):
    anna = member()
    poll, code = resolution(mode=mode), receipts.new_code()
    breaks_at_commit(done=done)
    assert cast(poll, anna, code) is BoxRefusal.IN_DOUBT
    assert Ballot.objects.count() == done
    again = cast(poll, anna, code)
    assert (again.code, again.repeated) == (code, done)
    assert Ballot.objects.count() == Participation.objects.count() == 1
    assert OutboxMail.objects.count() == 1


def test_page_of_a_doubt_never_claims_that_nothing_was_stored(
    client, as_member, breaks_at_commit, read_only
):
    anna = as_member("Anna")
    poll, code = resolution(), receipts.new_code()
    fields = SealedChoice.fields_for(YES, code, entry_of(poll, anna))
    breaks_at_commit(done=True)
    first = client.post(address(poll, anna), fields).content.decode()
    assert "We do not know whether your vote was stored." in first
    assert receipts.spaced(code) not in first
    with connection.execute_wrapper(FullOnShare()):
        second = client.post(address(poll, anna), fields_on(first)).content.decode()
    assert "We do not know whether your vote was stored." in second
    assert "Your vote was not stored" not in second
    third = client.post(address(poll, anna), fields_on(second)).content.decode()
    assert receipts.spaced(code) in third
    assert stored() == (1, 1, 0)


class FullOnShare:
    """A database that breaks as soon as a cast looks whether somebody voted."""

    def __call__(self, execute, sql, params, many, context):
        if "ballots_participation" in sql:
            raise OperationalError("gone")
        return execute(sql, params, many, context)


@only_postgres
def test_server_that_ends_the_connection_in_a_cast_gets_a_page_in_plain_words(client, as_member):
    anna = as_member("Anna")
    poll, code = resolution(), receipts.new_code()
    fields = SealedChoice.fields_for(YES, code, entry_of(poll, anna))
    url = address(poll, anna)

    def end_it(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "ballots_ballot"'):
            pid = connection.connection.info.backend_pid
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
            other.close()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end_it):
        answer = client.post(url, fields)
    assert answer.status_code == 503
    assert "Your vote was not stored. Please try again." in answer.content.decode()
    assert stored() == (0, 0, 0)
    assert receipts.spaced(code) in client.post(url, fields).content.decode()


def test_fault_of_the_mail_takes_no_receipt_away_and_a_retry_posts_it(monkeypatch):
    anna = member()
    poll, code = resolution(), receipts.new_code()
    with monkeypatch.context() as patch:
        patch.setattr(cast_actions, "tell", lambda **_: 1 / 0)
        assert not cast(poll, anna, code).repeated
    assert not OutboxMail.objects.exists()
    assert cast(poll, anna, code).repeated
    assert OutboxMail.objects.count() == 1


def test_proxy_taken_back_while_the_ballot_was_under_way_casts_nothing(monkeypatch):
    anna, bram = member(), member()
    poll = draft()
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    entry = entry_of(poll, anna)
    share = locks.lock_shared

    def after_the_proxy_was_taken_back(poll_id):
        with monkeypatch.context() as patch:
            patch.setattr(locks, "lock_shared", share)
            electors.set_proxy(poll=poll, principal=anna, holder=None, by=actor("Anna"))
        return share(poll_id)

    monkeypatch.setattr(locks, "lock_shared", after_the_proxy_was_taken_back)
    with pytest.raises(Refused) as refused:
        cast_actions.cast(
            poll=poll, entry_id=entry.pk, voter=bram, code=receipts.new_code(), choice=YES
        )
    assert refused.value.refusal is BoxRefusal.NOT_YOURS
    assert stored() == (0, 0, 0)
