"""What all tests share."""

import io
import os
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.test import TestCase, TransactionTestCase
from hypothesis import settings as hypothesis_settings

from governance.ballots import guards
from tests import factories, ready

# The same examples in every run, so that a run says the same as the one before; others, and more of
# them, with WIJKSTEM_EXAMPLES.
hypothesis_settings.register_profile(
    "house", deadline=None, print_blob=True, derandomize="WIJKSTEM_EXAMPLES" not in os.environ
)
hypothesis_settings.load_profile("house")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Who tries too often has to wait; each test begins anew."""
    cache.clear()


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


ONCE = {
    *("test_roles.py", "test_states.py", "test_roles_page.py", "test_access.py", "test_headers.py"),
    *(
        "test_register_wagtail.py",
        "test_login_factor.py",
        "test_login_reauthentication.py",
        "test_reading.py",
    ),
    *("test_rows.py", "test_draft_pages.py", "test_election_pages.py", "test_outcome_pages.py"),
    *("test_import_pages.py", "test_election_words.py", "test_terms_pages.py", "test_prepare.py"),
    *("test_demo.py", "test_mine.py", "test_mine_data.py", "test_own_details.py"),
    *("test_poll_pages.py", "test_committee_pages.py", "test_roll_page.py", "test_proxy_page.py"),
    *("test_check_receipt.py", "test_downloads.py", "test_questions.py", "test_round_pages.py"),
    "test_real_rounds.py",
}
"""Who may open what, what a page says and how a file is read do not hang on the database."""


LONG = {f"test_{name}_journey.py" for name in ("committee", "outcome", "proxy", "receipt")}
"""Journeys of minutes each: `make journeys` walks them, `make test` walks the others."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config):
    """While the workers collect their tests, one database is migrated for all of them."""
    config.migrating = subprocess.Popen([sys.executable, "-m", "tests.ready"], cwd=ready.ROOT)


def pytest_unconfigure(config):
    if migrating := getattr(config, "migrating", None):
        migrating.terminate()
        migrating.wait()


def pytest_collection_modifyitems(config, items):
    """The rules know no database, and one journey in the browser shows that pages work on either:
    the others need not run once per database."""
    left_out = []
    for item in items:
        journey = item.path.parent.name == "journeys" and item.name != "test_with_javascript"
        apart = journey or "rules" in item.path.parts or item.path.parent.name == "content"
        if apart or item.path.name in ONCE:
            item.add_marker(pytest.mark.any_database)
        if item.path.name in LONG and not os.environ.get("WIJKSTEM_JOURNEYS"):
            left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item.path.name not in LONG]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The database of the tests is a copy of the one that is migrated for all workers."""
    creation = connection.creation

    def copied(*_arguments, **_options):
        name = creation._get_test_db_name()
        sqlite = connection.vendor == "sqlite"
        ready.migrated(f"sqlite:///{name}" if sqlite else ready.beside(name))
        return name

    creation._create_test_db = copied


@pytest.fixture(autouse=True, scope="session")
def flushing_goes_past_the_guards():
    """Emptying the tables after a test with transactions is deleting, which the ballot box's guards
    refuse on SQLite."""
    empty = TransactionTestCase._fixture_teardown

    def lift_first(case):
        guards.lift(connection)
        empty(case)
        guards.install(connection)

    TransactionTestCase._fixture_teardown = lift_first
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True, scope="session")
def rows_of_the_migrations_come_back_at_once():
    """After a test with transactions come back the rows that the migrations made. Django saves
    them one by one, which takes most of a second; after the first time they are copied instead."""
    slowly = BaseDatabaseCreation.deserialize_db_from_string
    kept = {}

    def bring_back(creation, data):
        if data not in kept:
            slowly(creation, data)
            kept[data] = rows_of(creation.connection)
        else:
            put_back(creation.connection, kept[data])

    BaseDatabaseCreation.deserialize_db_from_string = bring_back
    yield
    BaseDatabaseCreation.deserialize_db_from_string = slowly


@pytest.fixture(autouse=True, scope="session")
def only_tables_with_rows_are_emptied():
    """PostgreSQL's TRUNCATE of all tables takes a second; deleting a few rows takes none."""
    truncate = PostgresOperations.sql_flush

    def delete(operations, style, tables, **_options):
        quote = operations.quote_name
        asked = [f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {quote(one)})" for one in tables]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return [f"DELETE FROM {quote(table)}" for (table,) in cursor.fetchall()]

    PostgresOperations.sql_flush = delete
    yield
    PostgresOperations.sql_flush = truncate


def rows_of(database):
    """All rows of all tables: table -> rows."""
    with database.cursor() as cursor:
        rows = {}
        for table in database.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            rows[table] = cursor.fetchall()
    return {table: found for table, found in rows.items() if found}


def put_back(database, rows):
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for table, found in rows.items():
            places = ", ".join(["%s"] * len(found[0]))
            into = f"INSERT INTO {database.ops.quote_name(table)} VALUES ({places})"
            cursor.executemany(into, found)
