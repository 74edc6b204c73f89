"""The mails that a vote was cast stand in the order of voting: what that gives to somebody with
full SQL during a vote, and that nothing of it is left after closing."""

import random

import pytest
from django.core import mail

from governance.ballots.actions import bulletin_board, cast, lifecycle, vote_cast_mail
from governance.ballots.box import receipts
from governance.ballots.models import BulletinBoard, RollEntry
from governance.notifications.actions.sending import send_waiting
from governance.notifications.models import OutboxMail
from tests.factories import actor, ballot_code, entry_of, member, resolution, vote
from tests.governance.ballots.test_unlink import PLACES, in_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_files")]

VOTERS = 25


@pytest.fixture
def held():
    """An open vote in which all voted, in an order of chance, with a checkpoint after twenty: the
    poll, and the ballot code of each roll entry."""
    voters = [member() for _ in range(VOTERS)]
    poll = resolution()
    random.Random(7).shuffle(voters)  # noqa: S311
    truth = {}
    for number, voter in enumerate(voters, start=1):
        code = ballot_code(poll, vote(poll, voter, "yes"))
        truth[entry_of(poll, voter).pk] = code
        if number % bulletin_board.STEP == 0:
            assert bulletin_board.checkpoint(poll=poll)
    return poll, truth


def told_in_order():
    """Roll entries in the order in which their mails were put in the outbox."""
    keys = OutboxMail.objects.filter(key__startswith="vote-cast:").order_by("pk")
    return [int(key.rpartition(":")[2]) for key in keys.values_list("key", flat=True)]


def linked_by_rows(truth):
    """How many voters the order of outbox and ballots joins to their own ballot."""
    pairs = zip(told_in_order(), in_order(bulletin_board.Ballot, "code", PLACES[0]), strict=False)
    return sum(truth[entry] == code for entry, code in pairs)


def groups_by_checkpoint(poll, truth):
    """Sizes of the groups of voters of whom the last checkpoint says which ballots are theirs."""
    checkpoint = BulletinBoard.objects.filter(poll=poll, final=False).first()
    if checkpoint is None:
        return []
    seen = {line.split()[0] for line in checkpoint.lines.split("\n")}
    order = told_in_order()
    groups = (order[: len(seen)], order[len(seen) :])
    right = [
        group
        for group, inside in zip(groups, (True, False), strict=True)
        if group and all((receipts.locator(truth[one]) in seen) == inside for one in group)
    ]
    return [len(group) for group in right]


@pytest.mark.parametrize("sent", [False, True])
def test_order_of_mails_links_before_closing_and_not_after(held, sent):
    poll, truth = held
    if sent:
        send_waiting()
    assert linked_by_rows(truth) > 0.9 * VOTERS, "the control: the linker works on an open box"
    assert groups_by_checkpoint(poll, truth) == [20, 5], "the control: and narrows to five"
    lifecycle.close(poll=poll, by=actor("chair"))
    assert linked_by_rows(truth) < 0.2 * VOTERS
    assert groups_by_checkpoint(poll, truth) == []
    assert told_in_order() == ([] if sent else sorted(truth, key=str))


def test_what_waits_at_closing_is_sent_once_and_forgotten(held):
    poll, _truth = held
    send_waiting(limit=10)
    lifecycle.close(poll=poll, by=actor("chair"))
    assert OutboxMail.objects.count() == VOTERS - 10
    assert [send_waiting(), send_waiting()] == [VOTERS - 10, 0]
    assert OutboxMail.objects.count() == 0
    assert len({tuple(message.to) for message in mail.outbox}) == len(mail.outbox) == VOTERS


@pytest.mark.parametrize("closes_first", [False, True])
def test_mail_of_a_cast_whose_process_died_is_written_all_the_same(monkeypatch, closes_first):
    anna = member("Anna")
    poll = resolution()
    with monkeypatch.context() as patch:
        patch.setattr(cast, "tell", lambda **_: None)
        vote(poll, anna, "yes")
    assert told_in_order() == []
    if closes_first:
        lifecycle.close(poll=poll, by=actor("chair"))
    else:
        assert [vote_cast_mail.tell_due(), vote_cast_mail.tell_due()] == [1, 0]
    assert told_in_order() == [entry_of(poll, anna).pk]


def test_process_that_comes_late_with_its_mail_does_not_send_it_twice():
    """It stored the ballot, and gets to its mail when the vote is closed and all mail is gone."""
    anna = member("Anna")
    poll = resolution()
    vote(poll, anna, "yes")
    lifecycle.close(poll=poll, by=actor("chair"))
    send_waiting()
    vote_cast_mail.tell(poll=poll, entry=RollEntry.objects.get())
    assert (send_waiting(), len(mail.outbox)) == (0, 1)
