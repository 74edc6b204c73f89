"""A new policy of who may vote, added in one file: from the draft to the evidence."""

import copy
import json

import pytest

from governance.ballots.actions import electors, evidence, lifecycle
from governance.ballots.models import Poll, Tally
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification.configuration import spent_rules
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import HALF, actor, draft, member, sign_in, vote
from tests.governance.ballots.verification.unpacked import files_in
from tests.toys.test_toys import evidence_is_right, page, verified

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MORE_THAN_HALF = {"numerator": 1, "denominator": 2, "strict": True}


@pytest.fixture
def people():
    return {name: member(name) for name in ("Anna", "Bram", "Carla", "Dirk")}


@pytest.fixture
def meeting(people):
    """Anna and Bram are there, and Carla gave Anna a proxy; Dirk stayed at home."""
    anna, bram, carla, _dirk = (one.number for one in people.values())
    roll = {"present": [anna, bram], "proxies": [[carla, anna]]}
    rules = {"majority": HALF, "quorum": MORE_THAN_HALF, "roll": roll}
    return draft(electors="present", public=True, rules=rules)


@pytest.fixture
def opened(meeting):
    return lifecycle.open_poll(poll=meeting, by=actor("Meryem"))


def test_those_present_are_on_the_roll_with_the_proxy_that_was_given(opened):
    lines = opened.roll.values_list("name", "votes", "proxy__name")
    assert list(lines) == [("Anna", 1, None), ("Bram", 1, None), ("Carla", 1, "Anna")]


def test_page_for_opening_counts_who_would_be_there(client, as_member, meeting):
    as_member("Meryem", Role.CHAIR, kind="supporter")
    shown = page(client, meeting, "openen/")
    assert "3 members would be on the electoral roll, with 3 votes together." in shown
    assert "1 proxy was given, within the limit." in shown
    assert "1 not at the meeting" in shown


def test_pages_say_who_may_vote_and_why_somebody_may_not(client, people, opened):
    sign_in(client, people["Dirk"].user)
    shown = page(client, opened)
    assert "Dirk did not sign the list." in shown
    assert "All who are present" in shown
    assert "(art. 17)" in shown
    assert "A decision of the meeting." in shown


def test_whoever_is_not_there_is_not_added(people, opened):
    with pytest.raises(Refused) as refused:
        electors.add_to_roll(poll=opened, member=people["Dirk"], reason="toch", by=actor("x"))
    assert refused.value.refusal is BoxRefusal.NOT_ENTITLED


@pytest.fixture
def counted(people, opened, django_capture_on_commit_callbacks):
    """Anna alone votes, for herself: one of four members, where three are at the meeting."""
    vote(opened, people["Anna"], "yes")
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.close(poll=opened, by=actor("Meryem"))
    return Poll.objects.get()


def test_quorum_is_asked_of_who_is_there(client, people, counted):
    verdict = Tally.objects.get().result
    assert (verdict["quorum"]["present"], verdict["quorum"]["entitled"]) == (3, 4)
    assert (verdict["outcome"], verdict["present"]["heads"]) == ("adopted", 1)
    sign_in(client, people["Anna"].user)
    assert "3 took part, 3 of 4 were needed" in page(client, counted)


def test_poll_is_verified_and_its_evidence_tells_the_policy_and_counts_alike(counted):
    (found,) = verified()["polls"]
    assert (found["findings"], found["recounted_alone"]) == ([], True)
    assert evidence_is_right(counted)
    files = files_in(evidence.export(poll=counted, full=True, by=actor("commissie")))
    frozen = json.loads(files["configuration.json"])
    assert frozen["electors"] == "present"
    assert frozen["roll"]["present"] == counted.rules["roll"]["present"]
    assert frozen["standing"] == {"decides": True, "article": "BW 2:13"}
    assert frozen["attendance"]["present"] == {"heads": 3, "votes": 3}


def test_verification_asks_the_policy_what_was_frozen(counted):
    assert spent_rules(counted) == []
    counted.frozen = copy.deepcopy(counted.frozen)
    counted.frozen["roll"]["present"].append(9999)
    assert "roll" in spent_rules(counted)
