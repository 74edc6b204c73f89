"""Every task may run any number of times, in any order, and die anywhere: one result, one chain,
and no mail twice."""

import os
import uuid
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.ballots.actions import bulletin_board, mailings
from governance.members.models import Member, User
from tests.factories import member
from tests.governance.ballots.lives import Killed, Life, doubles, killed_at

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = int(os.environ.get("WIJKSTEM_EXAMPLES", "150"))
EVERY = 1 if EXAMPLES >= 1000 else 9
"""Death comes at every statement with WIJKSTEM_EXAMPLES=1000, and at every ninth otherwise."""
NOTED_AS_SENT = 'UPDATE "notifications_outboxmail" SET "sent"'


@pytest.fixture
def voters(monkeypatch):
    monkeypatch.setattr(bulletin_board, "STEP", 2)
    people = [member(f"Lid {number}") for number in range(4)]
    User.objects.update(language="en")
    return [Member.objects.get(pk=one.pk) for one in people]


def deaths(voters, step, every=EVERY):
    """Lives that die at each statement of one step in turn, and then go on to the end; gives each
    with the SQL it died at."""
    for number in count(1 + step % 3, every):
        life = Life(f"vote-{step}-{number}", voters)
        for task in life.steps[:step]:
            task()
        with killed_at(number) as last, suppress(Killed):
            life.steps[step]()
        if not last:
            return
        life.let_go()
        life.run(start=step)
        yield life, last[0]


def test_undisturbed_life_ends_as_expected(voters):
    life = Life("rustig", voters)
    life.run()
    life.expect()
    assert doubles() == 0


@pytest.mark.parametrize("times", [2, 3, 5])
def test_every_task_may_run_more_than_once(voters, times):
    life = Life("vaker", voters)
    life.run(times=times)
    life.expect()
    assert doubles() == 0


@pytest.mark.parametrize("step", range(10))
def test_every_task_may_die_at_any_statement(voters, step):
    died = 0
    for life, sql in deaths(voters, step):
        died += 1
        life.expect()
        unsure = sql.startswith(NOTED_AS_SENT)  # the mail server had said yes
        assert doubles() == unsure, sql
    assert died > 0


def test_mailing_without_keys_and_without_one_transaction_mails_twice(voters, monkeypatch):
    """The control: a task that writes first and notes later must be found out."""
    real = mailings.post_all

    def without_keys(messages):
        real([replace(one, key=str(uuid.uuid4())) for one in messages])

    monkeypatch.setattr(mailings, "post_all", without_keys)
    monkeypatch.setattr(mailings, "step", mailings.step.__wrapped__)
    assert any(not as_expected(life) for life, _sql in deaths(voters, 0, every=1))


def as_expected(life):
    try:
        life.expect()
    except AssertionError:
        return False
    return True


@given(st.lists(st.integers(0, 9), max_size=15))
@settings(
    max_examples=max(5, EXAMPLES // 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_tasks_may_come_in_any_order(voters, order):
    """Only closing waits for the others: after it there is no checkpoint and no reminder."""
    life = Life(f"vote-{uuid.uuid4()}", voters)
    for step in order:
        if step != 5:
            life.steps[step]()
    life.run()
    life.expect()
    assert doubles() == 0
