"""What all tests share."""

import gc
import io
import os
from contextlib import ExitStack

import pytest
from _pytest import runner
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from governance.ballots.actions import clock
from governance.ballots.verification import triggers
from tests import factories, ready

# The same examples in every run, so that a run says the same as the one before; others, and more of
# them, with WIJKSTEM_EXAMPLES.
hypothesis_settings.register_profile(
    "house", deadline=None, print_blob=True, derandomize="WIJKSTEM_EXAMPLES" not in os.environ
)
hypothesis_settings.load_profile("house")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# --- running: quicker


def pytest_collection_finish():
    # What is imported stays to the end, so the garbage collector need not look at it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def with_room(call):
    return call()


# Python keeps its frames in pieces of 16 kB. A page that is rendered just across the border of
# two asks the system for the second one hundreds of times, unless one large piece holds them all.
with_room.__code__ = with_room.__code__.replace(co_stacksize=70_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return with_room(lambda: runner.pytest_runtest_protocol(item, nextitem))


# --- what tests ask for


@pytest.fixture(autouse=True)
def empty_cache():
    """Attempts are counted in the cache, and too many have to wait."""
    cache.clear()


@pytest.fixture(autouse=True)
def own_language():
    """A page in English leaves its language behind for whatever runs next."""
    translation.deactivate()


@pytest.fixture
def hold_clock():
    """Holds the clock of the ballot box to the end of the test: `hold_clock(moment)`."""
    with ExitStack() as clocks:
        yield lambda moment: clocks.enter_context(clock.held_at(moment))


@pytest.fixture(scope="module")
def for_a_module(django_db_setup, django_db_blocker):
    """What is stored before the tests of a module stands for all of them, which each undo what
    they change."""
    with django_db_blocker.unblock():
        transactions = TestCase._enter_atomics()  # such as the ones around every test
        yield
        TestCase._rollback_atomics(transactions)


@pytest.fixture(scope="module")
def prepared_once(for_a_module):
    """A prepared site, for all tests of a module."""
    call_command("prepare", verbosity=0, stdout=io.StringIO())


@pytest.fixture
def as_member(client):
    """Signs a new member in and returns them: `as_member("Anna", Role.CHAIR)`."""

    def sign_in(name="", *roles, **fields):
        someone = factories.member(name, *roles, **fields)
        factories.sign_in(client, someone.user)
        return someone

    return sign_in


# --- which tests run once, and which once for each kind of database


ASKS_FOR_A_DATABASE = {"db", "transactional_db", "django_db_setup", "house"}


def pytest_collection_modifyitems(items):
    """What asks for no database says nothing about one."""
    for item in items:
        asks = item.get_closest_marker("django_db") or ASKS_FOR_A_DATABASE & set(item.fixturenames)
        if not asks:
            item.add_marker(pytest.mark.any_database)


# --- the database of the tests: a copy of the one that is kept migrated


@pytest.fixture(scope="session")
def django_db_keepdb():
    return True  # the copy has all tables, and goes with the run


@pytest.fixture(scope="session")
def django_db_modify_db_settings(worker_id):
    address = ready.address(f"tests_{worker_id}")
    connection.settings_dict["TEST"]["NAME"] = ready.database(address)
    ready.migrated(address)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test with transactions of its own the tables hold what they held. Django empties
    all of them instead, which takes a second on PostgreSQL, and the guards of the ballot box
    refuse it on SQLite."""
    with django_db_blocker.unblock():
        migrated = all_rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: put_back(migrated))
        yield


def all_rows():
    """Table -> rows, of the tables that have any."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = cursor.fetchall()
    return {table: found for table, found in rows.items() if found}


def put_back(migrated):
    now = all_rows()
    changed = [table for table in {**migrated, **now} if now.get(table) != migrated.get(table)]
    triggers.lift(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in changed:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table in set(changed) & set(migrated):
            rows = migrated[table]
            places = ", ".join(["%s"] * len(rows[0]))
            into = f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})"
            cursor.executemany(into, rows)
    triggers.install(connection)
