"""What can be done to an idea, by whom, and twice."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.refusals import Refused
from proposals import actions
from proposals.models import Idea, Support
from proposals.refusals import IdeaRefusal
from tests.factories import member
from tests.proposals.conftest import submit, suspended

pytestmark = pytest.mark.django_db


def refusal(act, **arguments):
    with pytest.raises(Refused) as raised:
        act(**arguments)
    return raised.value.refusal


def supporters(idea):
    return Idea.objects.with_support(None).get(pk=idea.pk).supporters


def test_author_supports_their_own_idea_from_the_start():
    idea = submit()
    assert Support.objects.get().member == idea.author


def test_same_words_sent_twice_are_one_idea():
    anna = member("Anna")
    assert submit(author=anna, title="Een bank") == submit(author=anna, title="Een bank")
    assert Support.objects.count() == 1


def test_same_words_of_another_member_are_another_idea():
    assert submit(title="Een bank") != submit(title="Een bank")


def test_same_words_after_withdrawing_are_a_new_idea():
    anna = member("Anna")
    first = submit(author=anna, title="Een bank")
    actions.withdraw(idea=first, member=anna)
    assert submit(author=anna, title="Een bank") != first


def test_supporting_twice_counts_once():
    idea, bo = submit(), member("Bo")
    actions.support(idea=idea, member=bo)
    actions.support(idea=idea, member=bo)
    assert supporters(idea) == 2


def test_taking_back_twice_takes_back_once():
    idea, bo = submit(), member("Bo")
    actions.support(idea=idea, member=bo)
    actions.take_back(idea=idea, member=bo)
    actions.take_back(idea=idea, member=bo)
    assert supporters(idea) == 1


def test_database_holds_one_support_per_member():
    idea = submit()
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(idea=idea, member=idea.author)


def test_suspended_members_neither_submit_nor_support():
    idea, someone = submit(), suspended()
    assert refusal(submit, author=someone) is IdeaRefusal.SUSPENDED
    assert refusal(actions.support, idea=idea, member=someone) is IdeaRefusal.SUSPENDED
    assert (Idea.objects.count(), supporters(idea)) == (1, 1)


def test_suspension_counts_as_the_register_has_it_now():
    idea, bo = submit(), member("Bo")
    type(bo).objects.update(suspended_on=timezone.localdate())
    assert refusal(actions.support, idea=idea, member=bo) is IdeaRefusal.SUSPENDED


def test_suspension_that_is_to_come_still_lets_one_submit_and_support():
    later = timezone.localdate() + datetime.timedelta(days=3)
    idea, bo = submit(), member("Bo", suspended_on=later)
    actions.support(idea=idea, member=bo)
    assert supporters(submit(author=bo)) == 1
    assert supporters(idea) == 2


def test_suspended_members_can_take_back_what_is_theirs():
    idea = submit()
    idea.author.suspended_on = timezone.localdate()
    idea.author.save()
    actions.take_back(idea=idea, member=idea.author)
    actions.withdraw(idea=idea, member=idea.author)
    assert supporters(idea) == 0


@pytest.mark.parametrize("fields", [{"left_on": 0}, {"joined_on": 1}], ids=["left", "not yet"])
def test_who_is_no_member_today_neither_submits_nor_supports(fields):
    today = timezone.localdate()
    days = {name: today + datetime.timedelta(days=number) for name, number in fields.items()}
    idea, someone = submit(), member("Iemand", **days)
    assert refusal(submit, author=someone) is IdeaRefusal.NOT_A_MEMBER
    assert refusal(actions.support, idea=idea, member=someone) is IdeaRefusal.NOT_A_MEMBER


def test_only_the_author_withdraws():
    idea = submit()
    assert refusal(actions.withdraw, idea=idea, member=member("Bo")) is IdeaRefusal.NOT_YOURS
    actions.withdraw(idea=idea, member=idea.author)
    actions.withdraw(idea=idea, member=idea.author)
    assert list(Idea.objects.published()) == []


def test_withdrawn_idea_takes_no_support():
    idea, bo = submit(), member("Bo")
    actions.withdraw(idea=idea, member=idea.author)
    assert refusal(actions.support, idea=idea, member=bo) is IdeaRefusal.WITHDRAWN
    assert refusal(actions.take_back, idea=idea, member=bo) is IdeaRefusal.WITHDRAWN
