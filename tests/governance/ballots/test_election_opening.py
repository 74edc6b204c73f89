"""Opening an election: what is frozen, and what does not open."""

import pytest

from governance.ballots.actions import lifecycle
from governance.ballots.kinds.shapes.points import PointsSettings
from governance.ballots.models import Poll
from governance.ballots.refusals import BoxRefusal
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor
from tests.factories import election as held

KEYS = ["anna", "bram", "carla"]
pytestmark = pytest.mark.django_db


def test_opening_freezes_rule_seats_candidates_and_a_tie_order():
    poll = held(rule="stv", seats=2)
    assert poll.configuration.rule == ("stv", 1)
    assert poll.configuration.seats == 2
    assert poll.configuration.choices == tuple((key, key.title()) for key in KEYS)
    assert sorted(poll.configuration.tie_order) == KEYS
    assert poll.configuration.drawn


def test_tie_order_is_drawn_anew_for_every_election():
    orders = {held(f"nummer-{n}").configuration.tie_order for n in range(40)}
    assert len(orders) > 1


def test_tie_order_that_the_rules_bring_is_kept():
    poll = held(tie_order=["carla", "anna", "bram"])
    assert poll.configuration.tie_order == ("carla", "anna", "bram")
    assert not poll.configuration.drawn


def test_opening_freezes_the_points_and_the_most_for_one():
    poll = held(rule="points", points=10, most=4)
    assert poll.configuration.rule == ("points", 1)
    assert PointsSettings.of(poll.configuration).points == 10
    assert PointsSettings.of(poll.configuration).most == 4
    assert held("vrij", rule="points", points=10).frozen["most"] is None
    assert not {"points", "most"} & set(held("anders").frozen)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "dice"},
        {"rule": "irv", "seats": 2},
        {"seats": 4},
        {"seats": 0},
        {"seats": "2"},
        {"tie_order": ["anna", "bram"]},
        {"names": ""},
        {"rule": "points"},
        {"rule": "points", "points": 0},
        {"rule": "points", "points": "10"},
        {"rule": "points", "points": 3, "most": 4},
    ],
    ids=str,
)
def test_election_that_cannot_be_counted_does_not_open(wrong):
    poll = held(open_it=False, **wrong)
    with pytest.raises(Refused) as refused:
        lifecycle.open_poll(poll=poll, by=actor("test"))
    assert refused.value.refusal is BoxRefusal.BAD_RULES
    assert Poll.objects.get().state == "draft"


def test_chair_reads_that_the_rules_cannot_be_counted(client, as_member):
    poll = held(rule="dice", open_it=False)
    as_member("Meryem", Role.CHAIR)
    response = client.post(f"/stemmingen/{poll.slug}/openen/")
    assert response.status_code == 409
    assert "volgens deze regels kan niemand tellen" in response.content.decode()


def test_candidate_without_a_key_would_be_the_blank_vote_and_does_not_open():
    poll = held(rule="plurality", open_it=False)
    poll.choices.filter(key="anna").update(key="")
    with pytest.raises(Refused):
        lifecycle.open_poll(poll=poll, by=actor("test"))
