"""A round in the browser: reading it, filling in a ballot, closing it, reading the result."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from governance.ballots import kinds
from governance.ballots.actions import lifecycle, tally
from governance.ballots.models import Ballot, Poll, Tally
from governance.members.roles import Role
from tests.factories import actor, budget_round, entry_of, member, sign_in, vote
from tests.recounting import NOBODY
from tests.sealed import committee_key

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

COSTS = {"a": 4000, "b": 5000, "c": 6000, "d": 9000}


@pytest.fixture
def run_callbacks(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def voter(as_member):
    return as_member("Anna")


@pytest.fixture
def round_(voter):
    return budget_round(costs=COSTS, budget=10_000, limit=True, minimum=2)


def paper(round_, voter):
    return f"/stemmingen/{round_.poll.slug}/stembiljet/{entry_of(round_.poll, voter).pk}/"


def fill_in(client, url, step="check", **fields):
    code = re.search(r'name="code" value="([^"]+)"', client.get(url).content.decode()).group(1)
    return client.post(url, {"code": code, "step": step, **fields})


def test_poll_address_leads_to_the_round(client, round_):
    response = client.get(f"/stemmingen/{round_.poll.slug}/")
    assert (response.status_code, response["Location"]) == (302, f"/budget/{round_.poll.slug}/")


def test_round_whose_time_is_up_is_closed_to_its_readers(client, round_):
    past = timezone.now() - datetime.timedelta(seconds=1)
    Poll.objects.filter(pk=round_.poll.pk).update(closes_at=past)
    page = client.get(f"/en/budget/{round_.poll.slug}/").content.decode()
    assert "The vote is closed and waits for its count." in page
    assert "stembiljet" not in page
    listed = client.get("/en/budget/").context["page"]
    assert (listed.open, [card.poll for card in listed.past]) == ([], [round_.poll])
    assert Poll.objects.get(pk=round_.poll.pk).state == Poll.State.OPEN


def test_choose_check_cast(client, round_, voter):
    url = paper(round_, voter)
    checked = fill_in(client, url, approve=["a", "b"])
    assert checked.status_code == 200
    form = checked.context["sealed"].initial or checked.context["sealed"].data
    done = client.post(f"{url}uitbrengen/", form)
    assert done.status_code == 200
    assert json.loads(Ballot.objects.get().body) == {"approve": ["a", "b"]}


@pytest.mark.parametrize(
    "chosen",
    [["a", "d"], ["a"], ["a", "zz"], ["a", "a"]],
    ids=["over budget", "too few", "unknown", "twice"],
)
def test_plan_that_breaks_a_rule_comes_back_with_everything_filled_in(
    client, round_, voter, chosen
):
    response = fill_in(client, paper(round_, voter), approve=chosen)
    assert response.status_code == 422
    assert response.context["form"].errors["approve"]
    page = response.content.decode()
    for key in set(chosen) & set(COSTS):
        assert re.search(rf'value="{key}"[^>]*checked', page)
    assert not Ballot.objects.exists()


def test_blank_ballot_is_allowed(client, round_, voter):
    assert fill_in(client, paper(round_, voter)).status_code == 200


def test_panel_tells_chosen_left_and_what_no_longer_fits(client, round_, voter):
    form = fill_in(client, paper(round_, voter), step="panel", approve=["a"]).context["form"]
    panel = form.panel
    assert (panel.chosen, panel.left, panel.over, panel.missing) == (4000, 6000, 0, 1)
    assert {line.key: line.short for line in form.lines} == {
        "a": 0,
        "b": 0,
        "c": 0,
        "d": 3000,
    }


def test_order_of_the_plans_differs_per_voter_and_is_stable_for_each(client, as_member):
    voters = [member() for _ in range(8)]
    round_ = budget_round(costs={str(n): 100 for n in range(12)}, budget=10_000)
    orders = []
    for someone in voters:
        sign_in(client, someone.user)
        seen = [
            [line.key for line in client.get(paper(round_, someone)).context["form"].lines]
            for _ in range(2)
        ]
        assert seen[0] == seen[1]
        orders.append(tuple(seen[0]))
    assert len(set(orders)) > 1


@pytest.mark.parametrize(
    "choice",
    [
        {"approve": ["a", "d"]},
        {"approve": ["a"]},
        {"approve": ["a", "a"]},
        {"approve": ["a", "zz"]},
        {"approve": ["a", ["b"]]},
        {"approve": "ab"},
        {"approve": ["a", "b"], "x": 1},
        {},
    ],
)
def test_box_itself_refuses_what_the_form_refuses(round_, choice):
    with pytest.raises(kinds.InvalidBallot):
        round_.poll.counting.check(choice, round_.poll.configuration)


def test_bodies_have_one_length_whatever_was_chosen():
    voters = [member() for _ in range(2)]
    round_ = budget_round(costs=COSTS, budget=10_000)
    vote(round_.poll, voters[0], {"approve": []})
    vote(round_.poll, voters[1], {"approve": ["a", "b"]})
    assert len({len(body) for body in Ballot.objects.values_list("body", flat=True)}) == 1


def test_tie_order_is_drawn_at_opening_and_frozen():
    round_ = budget_round(costs=COSTS, budget=10_000)
    assert sorted(round_.poll.frozen["tie_order"]) == sorted(COSTS)


def test_closing_asks_the_worker_and_the_result_is_the_rules(client, voter, run_callbacks):
    others = [member() for _ in range(3)]
    round_ = budget_round(costs=COSTS, budget=10_000)
    for someone, chosen in zip([voter, *others], ["a", "ab", "ab", "c"], strict=True):
        vote(round_.poll, someone, {"approve": sorted(chosen)})
    with run_callbacks():
        lifecycle.close(poll=round_.poll, by=actor("chair"))
    waiting = client.get(f"/budget/{round_.poll.slug}/")
    assert waiting.context["page"].vote.tally.state == Tally.State.WAITING
    assert b"<progress" in waiting.content
    tally.tally(poll=round_.poll)
    result = client.get(f"/budget/{round_.poll.slug}/").context["page"].vote.result.shown
    assert set(result.shares.selected) == {"a", "b"}
    assert result.shares.spent == 9000


def test_progress_is_written_while_counting(voter):
    round_ = budget_round(costs=COSTS, budget=10_000)
    vote(round_.poll, voter, {"approve": ["a"]})
    lifecycle.close(poll=round_.poll, by=actor("chair"))
    stages = []

    def report(stage, done, total):
        stages.append(stage)

    ballots = {'{"approve":["a"]}': 1}
    round_.poll.counting.count(round_.poll.configuration, NOBODY, ballots, report)
    assert "greedy" in stages


def test_ballots_of_our_own_round_are_for_the_committee(client, voter, run_callbacks):
    round_ = budget_round(costs=COSTS, budget=10_000)
    vote(round_.poll, voter, {"approve": ["a"]})
    lifecycle.close(poll=round_.poll, by=actor("chair"))
    tally.tally(poll=Poll.objects.get())
    url = f"/budget/{round_.poll.slug}/stembiljetten.pb"
    assert client.get(url).status_code == 404
    sign_in(client, member("Anneke", Role.COUNTING).user)
    assert client.get(url).status_code == 200


def test_result_of_an_uncounted_round_is_not_there_yet(client, round_):
    for name in ("uitslag.csv", "uitslag.json", "stembiljetten.pb"):
        assert client.get(f"/budget/{round_.poll.slug}/{name}").status_code == 404


def test_round_nobody_voted_in_has_a_result_page(client, voter):
    round_ = budget_round(costs=COSTS, budget=10_000)
    lifecycle.close(poll=round_.poll, by=actor("chair"))
    tally.tally(poll=round_.poll)
    page = client.get(f"/budget/{round_.poll.slug}/").context["page"]
    assert page.vote.result.shown.shares.selected == ()


def counted(voter, rules, *ballots):
    """The page of a round, counted; ballots are strings of keys."""
    others = [member() for _ in ballots[1:]]
    round_ = budget_round(costs=COSTS, budget=10_000, **rules)
    for someone, chosen in zip([voter, *others], ballots, strict=True):
        vote(round_.poll, someone, {"approve": sorted(chosen)})
    lifecycle.close(poll=round_.poll, by=actor("chair"))
    tally.tally(poll=round_.poll)
    return round_


def test_what_is_left_over_goes_by_votes_and_the_page_says_so(client, voter):
    round_ = counted(voter, {"completion": "utilitarian"}, "bd", "b", "cd", "a")
    response = client.get(f"/budget/{round_.poll.slug}/")
    result = response.context["page"].vote.result.shown
    assert [row.outcome.reason for row in result.funded] == ["funded", "completed"]
    assert result.funded[1].title == "Plan a"
    page = response.content.decode()
    assert "pasten in de € 50 die over was" in page.replace("\xa0", " ")
    assert "Van wat dan over is worden andere plannen betaald" in page


def test_ties_are_told_by_title_not_by_key(client, voter):
    round_ = counted(voter, {"completion": "none"}, "ab", "ab", "c")
    page = client.get(f"/budget/{round_.poll.slug}/").content.decode()
    assert re.search("<li>Plan (a = Plan b|b = Plan a) → Plan a: het goedkoopste</li>", page)


def test_minimum_support_keeps_a_plan_out_and_is_told(client, voter):
    round_ = counted(voter, {"minimum_support": 2}, "ab", "ab", "c")
    response = client.get(f"/budget/{round_.poll.slug}/")
    rows = {row.outcome.project: row for row in response.context["page"].vote.result.shown.unfunded}
    assert rows["c"].outcome.reason == "below_minimum"
    assert rows["c"].why == "Het heeft minder stemmen dan een plan nodig heeft om mee te doen."
    assert "minstens 2 stemmen nodig" in response.content.decode()


def test_committee_finds_where_it_opens_the_sealed_ballots_of_a_round(client, voter):
    key, _private = committee_key()
    round_ = budget_round(costs=COSTS, budget=10_000, open_it=False)
    round_.poll.mode = "sealed"
    round_.poll.rules = {**round_.poll.rules, "sealing": {"public_key": key.public_key}}
    round_.poll.save()
    poll = lifecycle.open_poll(poll=round_.poll, by=actor("chair"))
    lifecycle.close(poll=poll, by=actor("chair"))
    page, unsealing = f"/en/budget/{poll.slug}/", f"/en/stemmingen/{poll.slug}/ontzegelen/"
    shown = client.get(page).content.decode()
    assert "its ballots are still sealed" in shown
    assert unsealing not in shown
    sign_in(client, member("Anneke", Role.COUNTING).user)
    assert unsealing in client.get(page).content.decode()
