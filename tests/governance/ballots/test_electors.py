"""The roll of an open vote: made by rule, changed by logged acts only."""

import datetime

import pytest
from django.utils import timezone

from governance.ballots import roll
from governance.ballots.actions import electors, lifecycle
from governance.ballots.electors import policy_of
from governance.ballots.models import Poll
from governance.ballots.refusals import BoxRefusal
from governance.members.models import MemberKind, Neighbourhood
from governance.refusals import Refused
from tests.factories import HALF, actor, draft, entry_of, member, neighbourhood, resolution, vote

pytestmark = pytest.mark.django_db


def refusal(act, **arguments):
    with pytest.raises(Refused) as refused:
        act(**arguments)
    return refused.value.refusal


def last(poll):
    return poll.events.order_by("-number").first()


def rules(**roll_rules):
    return {"majority": HALF, "quorum": None, "roll": roll_rules}


def test_roll_gives_each_kind_its_votes_and_says_how_many():
    member(kind="resident"), member(kind="organisation"), member(kind="supporter")
    poll = resolution(rules=rules(votes={"resident": 1, "organisation": 3}))
    assert sorted(poll.roll.values_list("votes", flat=True)) == [1, 3]
    event = poll.events.get()
    assert event.detail["entitled"] == {"heads": 2, "votes": 4}
    assert event.detail["roll"] == roll.digest_of(poll)


@pytest.mark.parametrize("votes", [{}, {"resident": 0}, {"resident": 21}, {"resident": "1"}])
def test_rule_without_sense_opens_nothing(votes):
    poll = draft(rules=rules(votes=votes))
    assert refusal(lifecycle.open_poll, poll=poll, by=actor("x")) is BoxRefusal.BAD_RULES
    assert Poll.objects.get().state == Poll.State.DRAFT


def test_forgotten_member_is_added_with_a_reason_and_can_vote():
    member()
    poll = resolution()
    anna = member("Anna")
    entry = electors.add_to_roll(poll=poll, member=anna, reason=" Vergeten. ", by=actor("chair"))
    event = last(poll)
    assert (event.kind, event.by_name, event.detail["added"]) == ("roll", "chair", entry.number)
    assert event.detail["reason"] == "Vergeten."
    assert event.detail["entitled"] == {"heads": 2, "votes": 2}
    assert event.detail["roll"] == roll.digest_of(poll)
    vote(poll, anna, "yes")


def test_member_who_joins_today_by_the_calendar_of_the_town_is_added_just_after_midnight(
    hold_clock,
):
    midnight = timezone.localtime().replace(hour=0, minute=30) + datetime.timedelta(days=1)
    poll = resolution()
    anna = member(joined_on=midnight.date())
    hold_clock(midnight.astimezone(datetime.UTC))
    assert electors.add_to_roll(poll=poll, member=anna, reason="Nieuw", by=actor("chair")).pk


@pytest.mark.parametrize(
    ("who", "reason", "expected"),
    [
        ({}, " ", BoxRefusal.NO_REASON),
        ({"kind": "supporter"}, "x", BoxRefusal.NOT_ENTITLED),
        ({"suspended_on": datetime.date(2020, 1, 1)}, "x", BoxRefusal.NOT_ENTITLED),
    ],
)
def test_adding_is_refused_without_reason_or_right(who, reason, expected):
    poll = resolution()
    newcomer = member(**who)
    assert (
        refusal(electors.add_to_roll, poll=poll, member=newcomer, reason=reason, by=actor("x"))
        is expected
    )
    assert poll.roll.count() == 0


def test_adding_is_refused_twice_elsewhere_and_when_not_open():
    anna = member()
    elsewhere = member(neighbourhood=neighbourhood("Molenkwartier"))
    poll = resolution(neighbourhood=neighbourhood("Havenbuurt"))
    add = {"poll": poll, "reason": "x", "by": actor("x")}
    assert refusal(electors.add_to_roll, member=anna, **add) is BoxRefusal.ALREADY_ON_ROLL
    assert refusal(electors.add_to_roll, member=elsewhere, **add) is BoxRefusal.NOT_ENTITLED
    lifecycle.close(poll=poll, by=actor("x"), then_count=False)
    assert refusal(electors.add_to_roll, member=elsewhere, **add) is BoxRefusal.WRONG_STATE
    add["poll"] = draft("concept")
    assert refusal(electors.add_to_roll, member=anna, **add) is BoxRefusal.WRONG_STATE


def test_proxy_is_given_and_taken_back_while_the_vote_is_open():
    anna, bram = member("Anna"), member("Bram")
    poll = resolution()
    give = {"poll": poll, "principal": anna, "by": actor("Anna")}
    electors.set_proxy(holder=bram, **give)
    assert last(poll).detail["proxy"] == bram.number
    electors.set_proxy(holder=None, **give)
    assert last(poll).detail["proxy"] is None
    assert last(poll).detail["roll"] == roll.digest_of(poll)
    with pytest.raises(Refused):
        vote(poll, anna, "yes", by=bram)
    electors.set_proxy(holder=bram, **give)
    vote(poll, anna, "yes", by=bram)
    assert refusal(electors.set_proxy, holder=None, **give) is BoxRefusal.ALREADY_VOTED


@pytest.mark.parametrize("is_open", [False, True])
def test_proxy_is_refused_for_oneself_and_above_the_cap(is_open):
    one, two, three, holder = (member() for _ in range(4))
    poll = draft(rules=rules(proxy_cap=2))
    poll = lifecycle.open_poll(poll=poll, by=actor("x")) if is_open else poll
    give = {"poll": poll, "by": actor("x")}
    assert refusal(electors.set_proxy, principal=one, holder=one, **give) is BoxRefusal.NOT_ENTITLED
    for principal in (one, two, two):
        electors.set_proxy(principal=principal, holder=holder, **give)
    refused = refusal(electors.set_proxy, principal=three, holder=holder, **give)
    assert refused is BoxRefusal.TOO_MANY_PROXIES


def test_proxy_needs_both_on_the_roll_and_an_open_vote():
    anna, bram = member(), member()
    poll = resolution()
    late = member()
    for pair in ({"principal": anna, "holder": late}, {"principal": late, "holder": anna}):
        assert (
            refusal(electors.set_proxy, poll=poll, by=actor("x"), **pair) is BoxRefusal.NOT_ON_ROLL
        )
    lifecycle.close(poll=poll, by=actor("x"), then_count=False)
    pair = {"principal": anna, "holder": bram}
    assert refusal(electors.set_proxy, poll=poll, by=actor("x"), **pair) is BoxRefusal.WRONG_STATE
    assert entry_of(poll, anna).proxy is None


def test_who_lives_in_a_quarter_votes_in_its_district_and_not_the_other_way_round():
    district = neighbourhood("Noord")
    quarter = Neighbourhood.objects.create(name="Kade", slug="kade", level="buurt", parent=district)
    inside = member("Inge", neighbourhood=quarter)
    around = member("Otto", neighbourhood=district)
    elsewhere = member("Els", neighbourhood=neighbourhood("Zuid"))
    whole, part = (
        resolution("heel", neighbourhood=district),
        resolution("deel", neighbourhood=quarter),
    )
    assert set(whole.roll.values_list("member", flat=True)) == {inside.pk, around.pk}
    assert set(part.roll.values_list("member", flat=True)) == {inside.pk}
    assert elsewhere.pk not in whole.roll.values_list("member", flat=True)


def test_roll_keeps_the_votes_of_its_day_when_a_kind_gets_others():
    firm = member(kind="organisation")
    MemberKind.objects.filter(pk="organisation").update(votes=2)
    poll = resolution()
    MemberKind.objects.filter(pk="organisation").update(votes=5)
    assert poll.roll.get(member=firm).votes == 2
    assert policy_of(Poll.objects.get(pk=poll.pk)).settings()["votes"]["organisation"] == 2
