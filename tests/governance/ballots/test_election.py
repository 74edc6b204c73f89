"""Elections in the ballot box: checked and counted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots import kinds
from governance.ballots.actions import imports, lifecycle, tally
from governance.ballots.box import canonical
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.election.kind import ElectionCount
from governance.ballots.models import Ballot, Poll, Tally
from governance.rules import approval, irv, meek, plurality, points, schulze, stv
from governance.rules.election import from_data, to_data
from governance.rules.points import PointsProfile
from governance.rules.profile import Profile
from tests.factories import actor, draft, member, vote
from tests.factories import election as held
from tests.recounting import NOBODY, configured

election = ElectionCount()
KEYS = ["anna", "bram", "carla"]
MODULES = {"plurality": plurality, "approval": approval, "irv": irv, "stv": stv}
MODULES |= {"meek": meek, "schulze": schulze, "points": points}
RULES = list(MODULES)


def frozen(rule, seats=1):
    """The frozen configuration as the kind writes it, without a database."""
    own = {
        "rule": [rule, 1],
        "choices": [[key, key.title()] for key in KEYS],
        "seats": seats,
        "tie_order": KEYS,
        "drawn": True,
        **({"points": 10, "most": 6} if rule == "points" else {}),
    }
    return configured("election", own)


@st.composite
def choices(draw, rule):
    """A canonical choice under this rule."""
    if rule == "plurality":
        return {"vote": draw(st.sampled_from([None, *KEYS]))}
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    if rule == "points":
        return {"points": {key: draw(st.integers(1, 3)) for key in sorted(keys)}}
    return {"approve": sorted(keys)} if rule == "approval" else {"rank": keys}


# --- checking

BAD = {
    "plurality": [
        ({}, "wrong shape"),
        ({"vote": ["anna"]}, "wrong shape"),
        ({"vote": 1}, "wrong shape"),
        ({"vote": "anna", "rank": []}, "wrong shape"),
        ({"vote": ""}, "unknown candidate"),
        ({"vote": "Anna"}, "unknown candidate"),
    ],
    "approval": [
        ({"approve": "anna"}, "wrong shape"),
        ({"approve": {"anna": 1}}, "wrong shape"),
        ({"rank": ["anna"]}, "wrong shape"),
        ({"approve": [None]}, "wrong shape"),
        ({"approve": ["dirk"]}, "unknown candidate"),
        ({"approve": ["anna", "anna"]}, "repeated candidate"),
    ],
    "irv": [
        ({"rank": None}, "wrong shape"),
        ({"rank": [["anna", "bram"]]}, "wrong shape"),
        ({"approve": ["anna"]}, "wrong shape"),
        ({"rank": ["anna", "dirk"]}, "unknown candidate"),
        ({"rank": ["anna", "bram", "anna"]}, "repeated candidate"),
    ],
    "points": [
        ({"points": None}, "wrong shape"),
        ({"points": ["anna"]}, "wrong shape"),
        ({"points": {"anna": "1"}}, "wrong shape"),
        ({"points": {"anna": True}}, "wrong shape"),
        ({"points": {"anna": 1.0}}, "wrong shape"),
        ({"points": {"anna": 0}}, "wrong shape"),
        ({"points": {"anna": -1, "bram": 5}}, "wrong shape"),
        ({"points": {"dirk": 1}}, "unknown candidate"),
        ({"points": {"anna": 5, "bram": 6}}, "too many points"),
        ({"points": {"anna": 7}}, "too many for one"),
    ],
}


@pytest.mark.parametrize(
    ("rule", "choice", "problem"),
    [(rule, choice, problem) for rule, rows in BAD.items() for choice, problem in rows],
    ids=str,
)
def test_bad_choice_is_refused_with_its_problem(rule, choice, problem):
    with pytest.raises(kinds.InvalidBallot) as refused:
        election.check(choice, frozen(rule))
    assert refused.value.problem == problem


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([*KEYS, "vote", "approve", "rank", "points"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["vote", "approve", "rank", "x"]), inner, max_size=2)
        | st.lists(st.sampled_from(KEYS), max_size=4).map(lambda keys: {"rank": keys})
        | st.lists(st.sampled_from(KEYS), max_size=4).map(lambda keys: {"approve": keys})
        | st.dictionaries(st.sampled_from(KEYS), st.integers(-1, 9), max_size=3).map(
            lambda given: {"points": given}
        )
    ),
    max_leaves=12,
)
PROBLEMS = {"wrong shape", "unknown candidate", "repeated candidate"}
PROBLEMS |= {"too many points", "too many for one"}


def checks_well(check, said, rule):
    """Whether any JSON is refused with a known problem, or becomes a choice that stays as it is
    and that names candidates of this election at most once."""
    try:
        choice = check(said, frozen(rule))
    except kinds.InvalidBallot as error:
        return error.problem in PROBLEMS
    (named,) = choice.values()
    keys = [named] if isinstance(named, str) else list(named or [])
    return (
        check(choice, frozen(rule)) == choice
        and json.loads(canonical.dumps(choice)) == choice
        and len(set(keys)) == len(keys)
        and set(keys) <= set(KEYS)
        and not (rule == "approval" and keys != sorted(keys))
        and not (
            rule == "points" and (sum(named.values()) > 10 or max(named.values(), default=1) > 6)
        )
        and not (rule == "points" and min(named.values(), default=1) < 1)
    )


@given(said=JSON, rule=st.sampled_from(RULES))
def test_any_json_is_refused_or_becomes_a_choice_that_stays_as_it_is(said, rule):
    assert checks_well(election.check, said, rule)


def test_a_careless_check_would_be_noticed():
    def careless(choice, frozen):
        return choice

    assert checks_well(election.check, {"rank": ["anna", "anna"]}, "irv")
    assert not checks_well(careless, {"rank": ["anna", "anna"]}, "irv")
    assert not checks_well(careless, {"approve": ["bram", "anna"]}, "approval")
    assert not checks_well(careless, {"vote": "dirk"}, "plurality")
    assert not checks_well(careless, {"points": {"anna": 6, "bram": 5}}, "points")
    assert not checks_well(careless, {"points": {"anna": 0}}, "points")


@given(data=st.data(), rule=st.sampled_from(RULES))
def test_canonical_choices_are_taken(data, rule):
    choice = data.draw(choices(rule))
    assert election.check(choice, frozen(rule)) == choice


# --- counting


def profile(rule, cast):
    """The profile that a reader of the rules would make by hand."""
    place = {key: index for index, key in enumerate(KEYS)}
    ballots, blank = {}, 0
    if rule == "points":
        for choice in cast:
            given = tuple((place[key], choice["points"][key]) for key in sorted(choice["points"]))
            ballots[given] = ballots.get(given, 0) + 1
        blank = ballots.pop((), 0)
        return PointsProfile(tuple(KEYS), ballots, blank)
    for choice in cast:
        (said,) = choice.values()
        keys = said if isinstance(said, list) else [said] if said else []
        numbers = [place[key] for key in keys]
        if rule == "approval" and len(numbers) > 1:
            ballot = (tuple(sorted(numbers)),)
        else:
            ballot = tuple(numbers)
        if ballot:
            ballots[ballot] = ballots.get(ballot, 0) + 1
        else:
            blank += 1
    return Profile(tuple(KEYS), ballots, blank)


@given(data=st.data(), rule=st.sampled_from(RULES))
def test_count_is_what_the_rule_gives(data, rule):
    seats = 1 if rule == "irv" else data.draw(st.integers(1, 3))
    cast = data.draw(st.lists(choices(rule), min_size=1, max_size=30))
    bodies = [canonical.dumps(choice) for choice in cast]
    box = {body: bodies.count(body) for body in bodies}
    counted = election.count(frozen(rule, seats), NOBODY, box, lambda *_: None)
    by_hand = profile(rule, cast)
    if by_hand.valid:
        limits = {"points": 10, "most": 6} if rule == "points" else {}
        expected = MODULES[rule].count(by_hand, seats=seats, tie_order=KEYS, **limits)
        assert counted == to_data(expected)
    else:
        assert (counted["winners"], counted["stages"]) == ((), ())
    assert (counted["valid"], counted["blank"]) == (by_hand.valid, by_hand.blank)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("blank", [0, 3])
def test_without_valid_ballots_nobody_is_elected(rule, blank):
    shape = methods.get(rule).shape.key
    body = canonical.dumps({shape: {"vote": None, "points": {}}.get(shape, [])})
    box = {body: blank} if blank else {}
    counted = election.count(frozen(rule), NOBODY, box, lambda *_: None)
    result = from_data(json.loads(json.dumps(counted)))
    assert result.winners == ()
    assert result.stages == ()
    assert (result.valid, result.blank) == (0, blank)


SAID = {
    "plurality": [{"vote": "anna"}, {"vote": None}],
    "approval": [{"approve": []}, {"approve": ["anna"]}, {"approve": KEYS}],
    "irv": [{"rank": []}, {"rank": ["carla"]}, {"rank": ["carla", "bram", "anna"]}],
    "points": [{"points": {}}, {"points": {"anna": 100}}, {"points": dict.fromkeys(KEYS, 33)}],
}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", SAID)
def test_all_ballots_of_an_election_have_one_length(rule):
    voters = [member() for _ in SAID[rule]]
    poll = held(rule=rule, **({"points": 100} if rule == "points" else {}))
    for voter, choice in zip(voters, SAID[rule], strict=True):
        vote(poll, voter, choice)
    bodies = list(Ballot.objects.values_list("body", flat=True))
    assert len({len(body) for body in bodies}) == 1
    assert len({body.rstrip() for body in bodies}) == len(bodies)


@pytest.mark.django_db
def test_the_longest_ballot_fits_where_keys_are_odd():
    voter = member()
    poll = draft("vreemd", kind="election", rules={"rule": "stv"})
    keys = ['a"b', "é" * 64, "\\" * 64, "x" * 64]
    for order, key in enumerate(keys):
        poll.choices.create(key=key, label=f"Keuze {order}", order=order)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    vote(poll, voter, {"rank": keys})
    assert len(Ballot.objects.get().body) == poll.configuration.body_size


@pytest.mark.django_db
def test_tally_holds_the_result_with_its_working(django_capture_on_commit_callbacks):
    voters = [member() for _ in range(5)]
    poll = held(rule="irv")
    ranked = [["anna", "bram"]] * 2 + [["carla"]] * 2 + [["bram", "carla"]]
    for voter, keys in zip(voters, ranked, strict=True):
        vote(poll, voter, {"rank": keys})
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.close(poll=poll, by=actor("test"))
    result = from_data(Tally.objects.get().result)
    assert result.winners == ("carla",)
    assert [stage.totals for stage in result.stages] == [(2, 1, 2), (2, 0, 3)]
    assert Poll.objects.get().state == "tallied"


@pytest.mark.django_db
def test_published_election_can_be_brought_in():
    now = draft("tijd")
    poll = imports.import_closed_poll(
        slug="elders",
        kind="election",
        question="Wie?",
        choices=[(key, key.title()) for key in KEYS],
        ballots=[{"rank": ["bram"]}, {"rank": []}],
        rules={"rule": "schulze", "tie_order": KEYS},
        opens_at=now.opens_at,
        closes_at=now.closes_at,
        source="elders.soi",
        by=actor("test"),
    )
    tally.tally(poll=poll)
    assert Tally.objects.get(poll=poll).result["winners"] == ["bram"]
