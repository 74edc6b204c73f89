"""Who prepared a round, and whose plans are in it: written down, and erased as it is declared."""

import pytest
from django.utils import timezone

from budgets.rounds.actions import planning
from budgets.rounds.models import RoundEvent
from budgets.rounds.refusals import RoundRefusal
from governance.members.access.actor import Actor
from governance.members.actions import erasure
from governance.members.privacy.erasure import columns_that_stay
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor, budget_round, member, planned_round
from tests.governance.members.test_erasure import NAME, found

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def history(round_):
    events = round_.events.select_related("project")
    return [(one.kind, str(one.project or ""), one.amount, one.by_name) for one in events]


def test_each_act_says_who_did_it_and_what_it_was_then():
    anna, bram = (Actor.member(member(name)) for name in ("Anna", "Bram"))
    before = timezone.now()
    round_ = planning.plan_round(slug="buurt", title="Buurt", phases={}, by=anna)
    envelope = planning.add_envelope(round_=round_, amount=900_00, by=bram)
    about = {"round_": round_, "envelope": envelope}
    bench = planning.add_project(**about, title="Een bank", cost=400_00, by=anna)
    planning.admit(project=bench, by=bram)
    assert history(round_) == [
        ("planned", "", None, "Anna"),
        ("money", "", 900_00, "Bram"),
        ("proposed", "Een bank", 400_00, "Anna"),
        ("admitted", "Een bank", 400_00, "Bram"),
    ]
    events = list(round_.events.all())
    assert [one.by_id for one in events] == [one.user_id for one in (anna, bram, anna, bram)]
    assert [one.envelope for one in events] == [None, envelope, envelope, envelope]
    assert all(before <= one.at <= timezone.now() for one in events)


def test_what_was_refused_is_not_written_down():
    vote = budget_round(costs={"bank": 400_00}, budget=900_00)
    before = RoundEvent.objects.count()
    with pytest.raises(Refused) as refused:
        planning.add_envelope(round_=vote.envelope.round, amount=1, by=actor("Anna"))
    assert refused.value.refusal is RoundRefusal.VOTE_PREPARED
    assert RoundEvent.objects.count() == before


@pytest.fixture
def zoe():
    """A former member who prepared a round, submitted a plan and is named in another."""
    zoe = member(NAME, left_on=timezone.localdate())
    round_ = planned_round()
    planning.add_envelope(round_=round_, amount=1, by=Actor.member(zoe))
    planning.add_project(round_=round_, title="Een bank", submitter=NAME, by=actor("Henk"))
    other = f"Bram en {NAME}", f"Als die van {NAME}"
    planning.add_project(
        round_=round_, title="Een boom", submitter=other[0], summary=other[1], by=actor("Henk")
    )
    return zoe


def test_erasure_takes_the_name_from_plans_and_leaves_it_with_what_was_done(client, as_member, zoe):
    as_member("Bram", Role.SECRETARY)
    page = client.get(f"/en/bestuur/oud-leden/{zoe.number}/wissen/").content.decode()
    page = " ".join(page.split())
    assert "Their name with the plans that they submitted for a budget round (2)" in page
    assert "Their name with what they did to prepare a budget round (1)" in page
    erasure.erase(member=zoe, by=actor("Henk"))
    gone = f"oud-lid {zoe.number}"
    plans = RoundEvent.objects.exclude(project=None).order_by("pk")
    told = plans.values_list("project__submitter", "project__summary")
    assert list(told) == [(gone, ""), (f"Bram en {gone}", f"Als die van {gone}")]
    assert found() == {"rounds_roundevent.by_name"} <= columns_that_stay()


def test_record_of_processing_tells_of_rounds(client, as_member):
    as_member("Bram", Role.SECRETARY)
    assert "Dividing budgets" in client.get("/en/bestuur/verwerkingen/").content.decode()
