"""A round before its votes, one with several of them, and what the database holds together."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from budgets.rounds.actions import planning, voting
from budgets.rounds.models import BudgetPoll, Envelope, OnBallot, Project, Round
from budgets.rounds.refusals import RoundRefusal
from governance.ballots.actions import drafts, lifecycle, outcome, tally
from governance.ballots.models import Choice, Poll
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import (
    actor,
    admit_plans,
    budget_round,
    draft,
    member,
    neighbourhood,
    planned_round,
    put_to_vote,
    vote,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

COSTS = {"bank": 400_00, "boom": 500_00}
BY = actor("test")


@pytest.fixture
def round_():
    return planned_round(title="Wijkbudget")


@pytest.fixture
def envelope(round_):
    return planning.add_envelope(round_=round_, amount=1_000_00, by=BY)


@pytest.fixture
def two(round_):
    """Envelopes of two neighbourhoods, each with the plans of COSTS under its own keys."""
    made = []
    for name in ("Havenbuurt", "Molenkwartier"):
        home = neighbourhood(name)
        each = planning.add_envelope(round_=round_, amount=1_000_00, neighbourhood=home, by=BY)
        admit_plans(each, {f"{name[:3].lower()}-{key}": cost for key, cost in COSTS.items()})
        made.append(each)
    return made


def refused(act, **arguments):
    with pytest.raises(Refused) as error, transaction.atomic():
        act(**arguments)
    return error.value.refusal


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def again_after_objection(poll, voter):
    """The draft of a new vote after an objection to this open one."""
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)
    outcome.contest(poll=poll, member=voter, reason="Een plan ontbrak.")
    now = timezone.now()
    return outcome.repeat(
        poll=poll, opens_at=now, closes_at=now + datetime.timedelta(days=7), by=actor("chair")
    )


# --- before the vote


def test_planned_round_shows_its_money_phases_and_plans_and_no_vote(client, round_, envelope):
    today = timezone.localdate()
    round_.phases.create(kind="ideas", starts_on=today, ends_on=today)
    planning.add_project(round_=round_, title="Een wip", summary="Voor de kleinsten.", by=BY)
    shown, text = page(client, "/budget/wijkbudget/")
    assert (shown.envelope.amount, shown.vote) == (1_000_00, None)
    assert [(phase.name, phase.timing) for phase in shown.phases] == [("Ideeën", "now")]
    assert [(plan.title, plan.cost) for plan in shown.plans] == [("Een wip", None)]
    assert "Voor de kleinsten." in text
    assert "Deze stemming is nog niet open." in text


def test_planned_round_stands_in_the_list(client, round_, envelope):
    shown, text = page(client, "/budget/")
    assert [card.title for card in shown.planned] == ["Wijkbudget"]
    assert (shown.open, shown.past) == ([], [])
    assert "/budget/wijkbudget/" in text


def test_round_for_members_is_not_there_for_visitors(client, as_member):
    planned_round(public=False)
    assert client.get("/budget/wijkbudget/").status_code == 404
    assert page(client, "/budget/")[0].planned == []
    as_member("Anna")
    assert client.get("/budget/wijkbudget/").status_code == 200


def test_drafted_vote_is_seen_by_the_board_and_the_round_by_everybody(client, as_member, envelope):
    admit_plans(envelope, COSTS)
    poll = put_to_vote(envelope).poll
    assert poll.slug == "wijkbudget"
    assert page(client, "/budget/wijkbudget/")[0].vote is None
    assert len(page(client, "/budget/")[0].planned) == 1
    as_member("Meryem", Role.CHAIR)
    assert page(client, "/budget/wijkbudget/")[0].vote.poll == poll


def test_only_admitted_plans_come_on_the_ballot(round_, envelope):
    admit_plans(envelope, COSTS)
    planning.add_project(round_=round_, envelope=envelope, title="Te laat", by=BY)
    poll = put_to_vote(envelope).poll
    assert list(poll.choices.values_list("key", "label")) == [
        ("bank", "Plan bank"),
        ("boom", "Plan boom"),
    ]
    assert [each.project.key for each in OnBallot.objects.of_poll(poll)] == ["bank", "boom"]


def test_costs_follow_the_plans_until_the_vote_opens_and_not_longer(client, envelope):
    admit_plans(envelope, COSTS)
    poll = put_to_vote(envelope).poll
    envelope.projects.filter(key="bank").update(cost=450_00)
    poll = lifecycle.open_poll(poll=poll, by=actor("chair"))
    envelope.projects.filter(key="bank").update(cost=1, title="Iets anders")
    Envelope.objects.update(amount=1)
    assert dict(poll.frozen["projects"]) == {"bank": 450_00, "boom": 500_00}
    shown = page(client, "/budget/wijkbudget/")[0]
    assert shown.envelope.amount == 1_000_00
    assert [(plan.title, plan.cost) for plan in shown.plans] == [
        ("Plan bank", 450_00),
        ("Plan boom", 500_00),
    ]


def test_what_cannot_be_planned_is_refused(round_, envelope):
    bare = planning.add_project(round_=round_, envelope=envelope, title="Zonder kosten", by=BY)
    now = timezone.now()
    times = {"opens_at": now, "closes_at": now + datetime.timedelta(days=1), "rules": {}}
    assert refused(planning.admit, project=bare, by=BY) == RoundRefusal.NOT_COSTED
    assert refused(voting.put_to_vote, envelope=envelope, **times) == RoundRefusal.NO_PROJECTS
    admit_plans(envelope, COSTS)
    put_to_vote(envelope)
    late = planning.add_project(round_=round_, envelope=envelope, title="Te laat", cost=1, by=BY)
    assert refused(planning.admit, project=late, by=BY) == RoundRefusal.VOTE_PREPARED
    assert (
        refused(planning.add_envelope, round_=round_, amount=1, by=BY) == RoundRefusal.VOTE_PREPARED
    )
    assert refused(voting.put_to_vote, envelope=envelope, **times) == RoundRefusal.VOTE_PREPARED


def test_money_of_a_cancelled_vote_is_put_to_the_vote_again():
    first = budget_round("wijkbudget", costs=COSTS, budget=1_000_00)
    outcome.cancel(poll=first.poll, reason="Andere regels.", by=actor("chair"))
    again = put_to_vote(first.envelope)
    assert (again.number, again.poll.slug) == (2, "wijkbudget-2")


@pytest.mark.parametrize("slug", ["wijkbudget", "de-brug", "nieuw"])
def test_round_gets_no_address_that_is_taken(round_, slug):
    draft("de-brug")
    arguments = {"slug": slug, "title": "Nog een", "phases": {}, "by": BY}
    assert refused(planning.plan_round, **arguments) == RoundRefusal.ADDRESS_TAKEN


# --- several envelopes


def test_each_envelope_has_a_vote_of_its_own_for_its_neighbourhood(two):
    votes = [put_to_vote(envelope) for envelope in two]
    assert [vote.poll.slug for vote in votes] == [
        "wijkbudget-havenbuurt",
        "wijkbudget-molenkwartier",
    ]
    assert [vote.poll.neighbourhood for vote in votes] == [each.neighbourhood for each in two]
    assert [vote.poll.question for vote in votes] == [
        "Wijkbudget: Havenbuurt",
        "Wijkbudget: Molenkwartier",
    ]


def test_round_lists_its_envelopes_with_money_vote_and_result(client, two):
    anna = member("Anna", neighbourhood=neighbourhood("Havenbuurt"))
    haven = lifecycle.open_poll(poll=put_to_vote(two[0]).poll, by=actor("chair"))
    vote(haven, anna, {"approve": ["hav-bank"]})
    lifecycle.close(poll=haven, by=actor("chair"), then_count=False)
    tally.tally(poll=haven)
    shown, text = page(client, "/budget/wijkbudget/")
    first, second = shown.cards
    assert (first.name, first.amount, first.poll) == ("Havenbuurt", 1_000_00, haven)
    assert "1 van de 2 plannen krijgt geld" in text
    assert (second.name, second.poll, second.result, second.plans) == (
        *("Molenkwartier", None, None),
        2,
    )
    assert [plan.title for plan in shown.plans] == ["Plan mol-bank", "Plan mol-boom"]
    assert 'href="/budget/wijkbudget-havenbuurt/"' in text


def test_vote_of_one_envelope_has_a_page_with_its_plans_and_the_way_back(client, two):
    haven = lifecycle.open_poll(poll=put_to_vote(two[0]).poll, by=actor("chair"))
    assert haven.get_absolute_url() == "/budget/wijkbudget-havenbuurt/"
    shown, text = page(client, haven.get_absolute_url())
    assert shown.vote.poll == haven
    assert [plan.title for plan in shown.plans] == ["Plan hav-bank", "Plan hav-boom"]
    assert 'href="/budget/wijkbudget/"' in text
    card = page(client, "/budget/")[0].open[0]
    assert (card.amount, card.url) == (2_000_00, "/budget/wijkbudget/")


# --- a new vote


def test_new_vote_keeps_round_and_plans_and_both_votes_have_their_page(client):
    anna = member("Anna")
    first = budget_round("wijkbudget", costs=COSTS, budget=1_000_00)
    vote(first.poll, anna, {"approve": ["bank"]})
    again = again_after_objection(first.poll, anna)
    assert client.get("/budget/wijkbudget-2/").status_code == 404
    assert page(client, "/budget/wijkbudget/")[0].vote.poll.state == "contested"
    again = lifecycle.open_poll(poll=again, by=actor("chair"))
    assert page(client, "/budget/wijkbudget/")[0].vote.poll.state == "lapsed"
    assert page(client, "/budget/wijkbudget-2/")[0].vote.poll == again
    assert [card.url for card in page(client, "/budget/")[0].open] == ["/budget/wijkbudget-2/"]
    assert (Round.objects.count(), Envelope.objects.count()) == (1, 1)
    assert Project.objects.count() == len(COSTS)
    assert list(first.envelope.votes.values_list("number", flat=True)) == [1, 2]


def test_new_vote_gets_no_address_of_another_round(client):
    anna = member("Anna")
    other = planned_round("wijkbudget-2")
    first = budget_round("wijkbudget", costs=COSTS, budget=1_000_00)
    again = again_after_objection(first.poll, anna)
    assert again.slug == "wijkbudget-2-2"
    assert page(client, other.get_absolute_url())[0].round == other


def test_days_of_the_vote_are_those_of_the_poll(client):
    first = budget_round("wijkbudget", costs=COSTS, budget=1_000_00)
    day = timezone.localdate()
    first.envelope.round.phases.create(kind="vote", starts_on=day, ends_on=day)
    phase = page(client, "/budget/wijkbudget/")[0].phases[0]
    assert phase.starts_on == timezone.localdate(first.poll.opens_at)
    assert phase.ends_on == timezone.localdate(first.poll.closes_at)


# --- what the database holds together


def fails(act):
    def act_and_look():
        with transaction.atomic():
            act()
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        act_and_look()


def test_database_keeps_amounts_keys_and_numbers(two):
    one, other = two
    fails(lambda: Envelope.objects.filter(pk=one.pk).update(amount=-1))
    fails(lambda: Project.objects.update(cost=-1))
    fails(lambda: Project.objects.update(cost=None))
    fails(lambda: Project.objects.update(envelope=None))
    fails(lambda: Project.objects.update(key="bank"))
    fails(lambda: Envelope.objects.update(neighbourhood=other.neighbourhood))
    fails(lambda: Envelope.objects.update(title="Een pot"))
    votes = [put_to_vote(each) for each in two]
    fails(lambda: BudgetPoll.objects.filter(pk=votes[0].pk).update(envelope=other))


def test_plan_is_in_an_envelope_of_its_own_round(two):
    elsewhere = planning.add_envelope(round_=planned_round("elders"), amount=1, by=BY)
    fails(lambda: two[0].projects.update(envelope=elsewhere))


def test_plan_can_be_on_ballots_of_several_votes_but_once_on_each(two):
    votes = [put_to_vote(each) for each in two]
    on_ballot = OnBallot.objects.of_poll(votes[0].poll)[0]
    extra = Choice.objects.create(poll=votes[1].poll, key="nogmaals", label="Nogmaals", order=9)
    OnBallot.objects.create(poll=votes[1], choice=extra, project=on_ballot.project)
    assert on_ballot.project.on_ballots.count() == 2
    extra = Choice.objects.create(poll=votes[1].poll, key="weer", label="Weer", order=10)
    fails(lambda: OnBallot.objects.create(poll=votes[1], choice=extra, project=on_ballot.project))


def test_choice_on_a_ballot_is_one_of_its_own_poll(two):
    votes = [put_to_vote(each) for each in two]
    loose = Choice.objects.create(poll=votes[1].poll, key="los", label="Los", order=9)
    fails(
        lambda: OnBallot.objects.of_poll(votes[0].poll).filter(choice__order=0).update(choice=loose)
    )


def test_plan_on_a_ballot_is_not_deleted_and_a_draft_takes_its_ballot_along(envelope):
    admit_plans(envelope, COSTS)
    poll = put_to_vote(envelope).poll
    with pytest.raises(ProtectedError):
        envelope.projects.first().delete()
    drafts.delete_draft(poll=poll)
    assert not OnBallot.objects.exists()
    assert not Poll.objects.exists()
    assert envelope.projects.count() == len(COSTS)
