"""Rounds whose ballots give points: from the draft on screen to the files and the recount."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from budgets.rounds.actions import planning
from budgets.rounds.ballot_types import BALLOT_TYPES, MOST_PLANS
from budgets.rounds.forms.draft import BALLOTS
from budgets.rounds.pages.rules import read_rules
from budgets.rules import equal_shares, pabulib
from budgets.rules.allocation import from_data
from governance.ballots import kinds
from governance.ballots.actions import lifecycle, tally
from governance.ballots.box import canonical
from governance.ballots.models import Ballot, Poll, Tally
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor, budget_round, entry_of, member, planned_round, vote
from tests.factories import admit_plans as admit
from tests.recounting import Case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

COSTS = {"a": 4000, "b": 5000, "c": 6000, "d": 9000}
RULES = {
    "approve": {},
    "points": {"points": 10, "most": 6},
    "score": {"most": 5},
    "rank": {"ranks": [3, 2, 1]},
}
SAID = {  # as it is sent, and as it is in the box
    "approve": ({"approve": ["b", "a"]}, {"approve": ["a", "b"]}),
    "points": ({"points-a": "6", "points-b": "3"}, {"points": {"a": 6, "b": 3}}),
    "score": ({"points-a": "5", "points-b": "5", "points-c": "0"}, {"points": {"a": 5, "b": 5}}),
    "rank": ({"place-b": "1", "place-a": "3"}, {"rank": ["b", "a"]}),
}
POINTED = ["points", "score", "rank"]


def round_of(ballot, **rules):
    return budget_round(costs=COSTS, budget=10_000, ballot=ballot, **RULES[ballot], **rules)


def address(poll, voter):
    return f"/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, voter).pk}/"


def fill_in(client, url, step="check", **fields):
    code = re.search(r'name="code" value="([^"]+)"', client.get(url).content.decode()).group(1)
    return client.post(url, {"code": code, "step": step, **fields})


def counted(poll):
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    return tally.tally(poll=poll).result


def held(ballot, *choices, **rules):
    """A round with these ballots, counted."""
    voters = [member() for _ in choices]
    poll = round_of(ballot, **rules).poll
    for voter, choice in zip(voters, choices, strict=True):
        vote(poll, voter, choice)
    return poll, counted(poll)


# --- the draft


def times():
    now = timezone.localtime()
    later = now + datetime.timedelta(days=7)
    return {
        "opens_at": f"{now:%Y-%m-%dT%H:%M}",
        "closes_at": f"{later:%Y-%m-%dT%H:%M}",
    }


def asked(**fields):
    kinds = ("resident", "organisation", "professional", "supporter")
    votes = {f"votes_{kind}": 1 for kind in kinds}
    shared = {"mode": "secret", "limit": "", "minimum": 0, **votes, **times()}
    return shared | {"points": 10, "highest": 5, "ranks": "5, 4, 3, 2, 1"} | fields


@pytest.fixture
def envelope():
    made = planning.add_envelope(round_=planned_round("wijk"), amount=10_000, by=actor("test"))
    admit(made, COSTS)
    return made


@pytest.fixture
def draft_url(envelope, as_member):
    as_member("Meryem", Role.CHAIR)
    return f"/budget/wijk/in-stemming/{envelope.pk}/"


CHOSEN = {
    "approve": ({"limit": "on", "minimum": 2}, {"limit": True, "minimum": 2}),
    "points": ({"points": 12, "most": 4}, {"points": 12, "most": 4}),
    "score": ({"highest": 3}, {"most": 3}),
    "rank": ({"ranks": "7, 3,3"}, {"ranks": [7, 3, 3]}),
}


@pytest.mark.parametrize("ballot", BALLOT_TYPES)
def test_board_chooses_the_ballot_on_screen_and_changes_it(client, draft_url, ballot):
    assert draft_url in client.get("/budget/wijk/").content.decode()
    sent, stored = CHOSEN[ballot]
    answer = client.post(draft_url, asked(ballot=ballot, **sent))
    poll = Poll.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/budget/wijk/")
    assert {name: poll.rules[name] for name in stored} == stored
    assert (poll.kind, poll.rules["ballot"], poll.choices.count()) == ("budget", ballot, 4)
    page = client.get("/budget/wijk/").content.decode()
    assert draft_url not in page
    assert f"/stemmingen/{poll.slug}/bewerken/" in page
    assert client.get(f"/stemmingen/{poll.slug}/proef/").status_code == 200
    form = client.get(f"/stemmingen/{poll.slug}/bewerken/").context["form"]
    initial = {name: form.get_initial_for_field(form.fields[name], name) for name in sent}
    assert initial == {"highest": 3} if ballot == "score" else initial == stored
    other = "score" if ballot == "rank" else "rank"
    answer = client.post(f"/stemmingen/{poll.slug}/bewerken/", asked(ballot=other))
    assert (answer.status_code, Poll.objects.get().rules["ballot"]) == (302, other)
    assert poll.budget_poll.on_ballot.count() == 4
    frozen = lifecycle.open_poll(poll=poll, by=actor("chair")).frozen
    assert frozen["ballot"] == other


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("points", {"ballot": "points", "points": ""}),
        ("points", {"ballot": "points", "points": 1001}),
        ("most", {"ballot": "points", "points": 5, "most": 6}),
        ("highest", {"ballot": "score", "highest": 0}),
        ("ranks", {"ballot": "rank", "ranks": ""}),
        ("ranks", {"ballot": "rank", "ranks": "1, 2"}),
        ("ranks", {"ballot": "rank", "ranks": "1, een"}),
        ("ranks", {"ballot": "rank", "ranks": "1, 0"}),
        ("ranks", {"ballot": "rank", "ranks": ", ".join(["1"] * 21)}),
        ("ranks", {"ballot": "rank", "ranks": "2, 1", "minimum": 3}),
        ("minimum", {"ballot": "approve", "minimum": 5}),
        ("limit", {"ballot": "score", "limit": "on"}),
    ],
)
def test_what_no_ballot_can_follow_comes_back(client, draft_url, field, sent):
    answer = client.post(draft_url, asked(**sent))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Poll.objects.exists()


def test_only_the_board_and_only_once(client, draft_url, as_member):
    client.post(draft_url, asked(ballot="rank"))
    assert client.get(draft_url).status_code == 409
    as_member("Anna")
    assert client.get(draft_url).status_code == 403


def test_every_ballot_can_be_chosen():
    assert BALLOTS.keys() == BALLOT_TYPES.keys() == RULES.keys()


@pytest.mark.parametrize(
    "rules",
    [
        {"ballot": "dice"},
        {"ballot": "points", "points": 0},
        {"ballot": "points", "points": 5, "most": 6},
        {"ballot": "score", "most": None},
        {"ballot": "rank", "ranks": []},
        {"ballot": "rank", "ranks": [1, 2]},
        {"ballot": "rank", "ranks": [2, 1], "minimum": 3},
        {"ballot": "rank", "limit": True},
    ],
    ids=str,
)
def test_action_refuses_the_same(rules):
    with pytest.raises(Refused):
        budget_round(costs=COSTS, budget=10_000, **rules)


# --- the paper


@pytest.mark.parametrize("ballot", BALLOT_TYPES)
def test_choose_check_cast(client, as_member, ballot):
    voter = as_member("Anna")
    poll = round_of(ballot).poll
    url, (sent, stored) = address(poll, voter), SAID[ballot]
    checked = fill_in(client, url, **sent)
    assert checked.status_code == 200
    sealed = checked.context["sealed"]
    done = client.post(f"{url}uitbrengen/", sealed.initial or sealed.data)
    assert done.status_code == 200
    assert json.loads(Ballot.objects.get().body) == stored


@pytest.mark.parametrize("ballot", POINTED)
def test_paper_has_each_plan_with_its_cost_and_blank_is_allowed(client, as_member, ballot):
    voter = as_member("Anna")
    poll = round_of(ballot, minimum=2).poll
    url = address(poll, voter)
    page = client.get(url).content.decode()
    assert page.count("choice--place") == len(COSTS)
    assert "Plan a" in page
    assert "€\N{NO-BREAK SPACE}40" in page
    assert fill_in(client, url).status_code == 200


@pytest.mark.parametrize(
    ("ballot", "sent"),
    [
        ("points", {"points-a": "6", "points-b": "5"}),
        ("points", {"points-a": "7", "points-b": "1"}),
        ("points", {"points-a": "6"}),
        ("points", {"points-a": "-1", "points-b": "2"}),
        ("points", {"points-a": "1.5", "points-b": "2"}),
        ("score", {"points-a": "6", "points-b": "1"}),
        ("score", {"points-a": "5"}),
        ("rank", {"place-a": "4", "place-b": "1"}),
        ("rank", {"place-a": "1", "place-b": "1"}),
        ("rank", {"place-a": "1"}),
    ],
)
def test_ballot_that_breaks_a_rule_comes_back_filled_in(client, as_member, ballot, sent):
    voter = as_member("Anna")
    answer = fill_in(client, address(round_of(ballot, minimum=2).poll, voter), **sent)
    assert answer.status_code == 422
    for name, value in sent.items():
        found = answer.context["form"].lines
        assert {line.filled_in for line in found if line.name == name} == {value}
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("ballot", "choice"),
    [
        ("points", {"approve": ["a"]}),
        ("points", {"points": {"a": 7}}),
        ("points", {"points": {"a": 6, "b": 5}}),
        ("points", {"points": {"a": 0}}),
        ("points", {"points": {"zz": 1}}),
        ("score", {"points": {"a": 6}}),
        ("score", {"points": {"a": True}}),
        ("rank", {"rank": ["a", "b", "c", "d"]}),
        ("rank", {"rank": ["a", "a"]}),
        ("rank", {"rank": "ab"}),
        ("rank", {}),
        ("rank", []),
    ],
)
def test_box_itself_refuses_what_the_form_refuses(ballot, choice):
    poll = round_of(ballot).poll
    with pytest.raises(kinds.InvalidBallot):
        poll.counting.check(choice, poll.configuration)


@pytest.mark.parametrize("ballot", BALLOT_TYPES)
def test_longest_ballot_fits_and_all_bodies_are_of_one_length(ballot):
    voters = [member(), member()]
    poll = round_of(ballot).poll
    longest = {
        "approve": {"approve": list(COSTS)},
        "points": {"points": {"a": 6, "b": 2, "c": 1, "d": 1}},
        "score": {"points": dict.fromkeys(COSTS, 5)},
        "rank": {"rank": ["d", "c", "b"]},
    }[ballot]
    vote(poll, voters[0], longest)
    vote(poll, voters[1], {next(iter(longest)): [] if "points" not in longest else {}})
    sizes = {len(body) for body in Ballot.objects.values_list("body", flat=True)}
    assert sizes == {poll.frozen["body_size"]}
    assert len(canonical.dumps(longest)) <= poll.frozen["body_size"]


def test_more_plans_than_a_form_can_send_are_refused():
    many = {f"plan-{number}": 100 for number in range(MOST_PLANS + 1)}
    with pytest.raises(Refused):
        budget_round(costs=many, budget=10_000, ballot="score")
    many.popitem()
    poll = budget_round("nog-een", costs=many, budget=10_000, ballot="score").poll
    longest = {"points": dict.fromkeys(many, 5)}
    assert len(json.dumps(poll.counting.check(longest, poll.configuration))) < 50_000


# --- the result

CHOICES = {
    "points": [{"points": {"a": 6, "b": 4}}, {"points": {"b": 1, "c": 6}}, {"points": {}}],
    "score": [{"points": {"a": 5, "b": 2}}, {"points": {"b": 1, "c": 5, "d": 1}}],
    "rank": [{"rank": ["a", "b"]}, {"rank": ["c", "b", "d"]}, {"rank": []}],
}


@pytest.mark.parametrize("ballot", POINTED)
def test_result_is_that_of_the_rules_and_of_the_recount(ballot):
    poll, result = held(ballot, *CHOICES[ballot])
    file = pabulib.parse(pb_of(poll, result))
    profile = file.profile(RULES[ballot].get("ranks", ()))
    order = poll.frozen["tie_order"]
    found = equal_shares.count(profile, file.budget, tie_order=order)
    assert from_data(result["equal_shares"]) == found
    bodies = [body.rstrip(" ") for body in Ballot.objects.values_list("body", flat=True)]
    ballots = {body: bodies.count(body) for body in bodies}
    assert Case("budget", poll.frozen, ballots).recounted() == result


def pb_of(poll, result):
    bodies = list(Ballot.objects.filter(poll=poll).values_list("body", flat=True))
    return poll.paper.ballots_file(poll).text(bodies, result)


@pytest.mark.parametrize(
    ("ballot", "vote_type", "meta"),
    [
        ("approve", "approval", {}),
        ("points", "cumulative", {"max_points": "6", "max_sum_points": "10"}),
        ("score", "scoring", {"max_points": "5"}),
        ("rank", "ordinal", {"max_length": "3", "comment": "points of places: 3,2,1"}),
    ],
)
def test_file_of_ballots_says_what_a_ballot_could_say(ballot, vote_type, meta):
    poll, result = held(ballot, SAID[ballot][1])
    file = pabulib.parse(pb_of(poll, result))
    assert file.vote_type == vote_type
    assert meta.items() <= file.meta.items()
    assert [(v.choice, v.points) for v in file.votes] == [
        {
            "approve": (("a", "b"), ()),
            "points": (("a", "b"), (6, 3)),
            "score": (("a", "b"), (5, 5)),
            "rank": (("b", "a"), ()),
        }[ballot]
    ]
    assert not file.breaches()


def test_page_tells_points_and_why(client, as_member):
    as_member("Anna")
    poll, _result = held("points", *CHOICES["points"], completion="none")
    page = client.get(f"/en/budget/{poll.slug}/")
    shown = page.context["page"].vote.result.shown
    rows = {row.outcome.project: row for row in [*shown.funded, *shown.unfunded]}
    assert {key: (row.points, row.outcome.votes) for key, row in rows.items()} == {
        "a": (6, 1),
        "b": (5, 2),
        "c": (6, 1),
        "d": (0, 0),
    }
    text = page.content.decode()
    assert "for each point" in rows["b"].why
    assert rows["d"].why == "Nobody gave it a point."
    assert "Points received" in text
    assert "Most points first" in text
    table = client.get(f"/en/budget/{poll.slug}/uitslag.csv").content.decode("utf-8-sig")
    assert table.splitlines()[0] == "number;plan;cost;votes;points;funded;why"
    assert Tally.objects.get().state == Tally.State.DONE


@pytest.mark.parametrize(
    ("ballot", "words"),
    [
        ("approve", "Choose as many plans as you like."),
        ("points", "You divide 10 points as you like."),
        ("score", "from 0 to 5"),
        ("rank", "You put at most 3 plans in order"),
    ],
)
def test_rules_tell_the_ballot_before_and_after_opening(client, as_member, ballot, words):
    as_member("Meryem", Role.CHAIR)
    poll = budget_round(
        costs=COSTS, budget=10_000, ballot=ballot, open_it=False, **RULES[ballot]
    ).poll
    assert words in client.get(f"/en/budget/{poll.slug}/").content.decode()
    poll = lifecycle.open_poll(poll=poll, by=actor("chair"))
    assert words in client.get(f"/en/budget/{poll.slug}/").content.decode()
    assert ("points" in read_rules(poll).steps[-1] or "punten" in read_rules(poll).steps[-1]) == (
        ballot != "approve"
    )
