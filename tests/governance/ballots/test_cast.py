"""Casting: what the box takes, what it refuses, and what stays behind."""

import pytest
from django.core import mail
from django.db import connection

from governance.ballots.actions import cast as cast_actions
from governance.ballots.actions import clock, lifecycle
from governance.ballots.box import receipts
from governance.ballots.models import Ballot, Participation, Poll
from governance.ballots.refusals import BoxRefusal
from governance.notifications.models import OutboxMail
from governance.refusals import Refused
from tests import factories
from tests.factories import actor, entry_of, member, resolution, vote

pytestmark = pytest.mark.django_db


def cast(poll, entry, by, *, code=None, choice=None):
    return cast_actions.cast(
        poll=poll,
        entry_id=entry.pk,
        voter=by,
        code=code or receipts.new_code(),
        choice={"vote": "yes"} if choice is None else choice,
    )


def refusal(*args, **kwargs):
    with pytest.raises(Refused) as caught:
        cast(*args, **kwargs)
    return caught.value.refusal


def stored():
    return Ballot.objects.count(), Participation.objects.count()


def test_cast_stores_one_ballot_and_one_participation():
    anna = member("Anna")
    poll = resolution()
    code = vote(poll, anna, "no")
    assert stored() == (1, 1)
    ballot = Ballot.objects.get()
    named = factories.ballot_code(poll, code)
    assert (ballot.code, ballot.body.rstrip()) == (named, '{"vote":"no"}')
    assert ballot.commitment == receipts.commitment(poll.frozen_hash, named, '{"vote":"no"}')


def test_bodies_of_different_choices_have_one_length():
    voters = [member() for _ in range(3)]
    poll = resolution()
    for voter, choice in zip(voters, ["yes", "no", "blank"], strict=True):
        vote(poll, voter, choice)
    assert len({len(body) for body in Ballot.objects.values_list("body", flat=True)}) == 1


def test_same_code_and_choice_again_gives_the_same_receipt():
    anna = member()
    poll = resolution()
    entry, code = entry_of(poll, anna), receipts.new_code()
    first = cast(poll, entry, anna, code=code)
    again = cast(poll, entry, anna, code=code)
    assert (first.repeated, again.repeated, again.code) == (False, True, code)
    assert stored() == (1, 1)


def test_same_code_again_after_closing_still_gives_the_receipt():
    anna = member()
    poll = resolution()
    entry, code = entry_of(poll, anna), receipts.new_code()
    cast(poll, entry, anna, code=code)
    lifecycle.close(poll=poll, by=actor("chair"))
    assert cast(poll, entry, anna, code=code).repeated


@pytest.mark.parametrize("change", ["code", "choice"])
def test_second_ballot_of_a_voter_is_refused(change):
    anna = member()
    poll = resolution()
    entry, code = entry_of(poll, anna), receipts.new_code()
    cast(poll, entry, anna, code=code)
    other = {"code": receipts.new_code()} if change == "code" else {"choice": {"vote": "no"}}
    assert refusal(poll, entry, anna, **{"code": code, **other}) is BoxRefusal.ALREADY_VOTED
    assert stored() == (1, 1)
    assert Ballot.objects.get().body.rstrip() == '{"vote":"yes"}'


def test_code_of_another_voter_does_not_pass_for_a_receipt_of_mine():
    anna, bram = member(), member()
    poll = resolution()
    code = vote(poll, anna, "yes")
    assert refusal(poll, entry_of(poll, bram), bram, code=code) is BoxRefusal.FORGED_CODE
    assert stored() == (1, 1)


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"vote": "maybe"},
        {"vote": None},
        {"vote": ["yes"]},
        {"vote": "yes", "x": 1},
        {"x": "yes"},
    ],
)
def test_malformed_choice_is_refused_and_the_member_can_still_vote(choice):
    anna = member()
    poll = resolution()
    entry = entry_of(poll, anna)
    assert refusal(poll, entry, anna, choice=choice) is BoxRefusal.INVALID_BALLOT
    assert stored() == (0, 0)
    cast(poll, entry, anna)
    assert stored() == (1, 1)


def test_entry_of_a_neighbour_is_refused():
    anna, bram = member(), member()
    poll = resolution()
    assert refusal(poll, entry_of(poll, anna), bram) is BoxRefusal.NOT_YOURS


def test_entry_of_another_poll_is_refused():
    anna = member()
    one, other = resolution("een"), resolution("twee")
    assert refusal(one, entry_of(other, anna), anna) is BoxRefusal.NOT_ON_ROLL


@pytest.mark.parametrize(
    ("closes_in", "expected"), [(-1, BoxRefusal.CLOSED), (3600, None)], ids=["late", "in time"]
)
def test_deadline_is_enforced_by_the_cast_itself(closes_in, expected):
    anna = member()
    poll = resolution()
    moment = clock.now() + factories.datetime.timedelta(seconds=closes_in)
    Poll.objects.filter(pk=poll.pk).update(closes_at=moment)
    if expected is None:
        assert not cast(poll, entry_of(poll, anna), anna).repeated
    else:
        assert refusal(poll, entry_of(poll, anna), anna) is expected
        assert stored() == (0, 0)


def test_proxy_casts_for_the_principal_and_for_themselves():
    anna, bram = member("Anna"), member("Bram")
    poll = factories.draft()
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    vote(poll, anna, "yes", by=bram)
    vote(poll, bram, "no")
    assert stored() == (2, 2)
    assert refusal(poll, entry_of(poll, anna), anna) is BoxRefusal.ALREADY_VOTED


@pytest.mark.parametrize("field", ["suspended_on", "left_on"])
@pytest.mark.parametrize("whose", ["principal", "proxy"])
def test_nobody_votes_while_suspended_or_after_leaving_nor_through_a_proxy(field, whose):
    anna, bram = member("Anna"), member("Bram")
    poll = factories.draft()
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    out = {"principal": anna, "proxy": bram}[whose]
    setattr(out, field, factories.timezone.localdate())
    out.save()
    assert refusal(poll, entry_of(poll, anna), bram) is BoxRefusal.NOT_IN_STANDING
    setattr(out, field, None)
    out.save()
    assert not cast(poll, entry_of(poll, anna), bram).repeated


def test_mail_tells_that_and_not_what(django_capture_on_commit_callbacks):
    anna = member("Anna")
    poll = resolution()
    with django_capture_on_commit_callbacks(execute=True):
        code = vote(poll, anna, "yes")
    text = OutboxMail.objects.get(to=anna.user.email).text
    assert poll.question in text
    assert code not in text
    assert receipts.spaced(code) not in text
    assert "yes" not in text
    assert mail.outbox == []


def holders_of(text):
    """The tables in which this text stands somewhere."""
    return {
        model.__name__
        for model in connection.introspection.get_migratable_models()
        if any(text in str(value) for row in model._default_manager.values_list() for value in row)
    }


def test_receipt_code_is_stored_nowhere_and_what_follows_from_it_in_the_box_only():
    anna = member("Anna")
    poll = resolution()
    receipt = vote(poll, anna, "yes")
    assert holders_of(receipt) == set()
    assert holders_of(factories.ballot_code(poll, receipt)) == {"Ballot"}, "the control"
