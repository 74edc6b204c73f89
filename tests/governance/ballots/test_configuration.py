"""What a vote goes by is typed: a key that is unknown, missing or wrong is an error by its name."""

import copy

import pytest
from django.db import connection

from governance.ballots.actions import drafts, imports, lifecycle
from governance.ballots.box import canonical
from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import BadData
from governance.ballots.kinds.election.configuration import ElectionConfiguration
from governance.ballots.kinds.resolution.configuration import ResolutionConfiguration
from governance.ballots.models import Poll
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification import triggers
from governance.ballots.verification.configuration import spent_rules
from governance.ballots.verification.polls import examine_poll
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import HALF, actor, budget_round, draft, election, member, resolution

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def drafted(kind):
    """A draft that could open."""
    if kind == "resolution":
        return draft(kind)
    if kind in BUDGETS:
        costs, ballot = {"a": 100, "b": 200}, BUDGETS[kind]
        return budget_round(kind, costs=costs, budget=250, ballot=ballot, open_it=False).poll
    settings = {"points": 10} if kind == "points" else {}
    return election(kind, rule=kind, open_it=False, **settings)


BUDGETS = {"budget": "approve", "budget-points": "points", "budget-rank": "rank"}
KINDS = ["resolution", "stv", "points", *BUDGETS]
MISSPELT = {
    "of every vote": ("objection_day", 3),
    "of a resolution": ("quorem", None),
    "of an election": ("seat", 2),
    "of points": ("mosst", 4),
    "of a budget": ("minimum_suport", 3),
    "of a ballot": ("rank", [3, 2, 1]),
}


def opened(poll):
    return lifecycle.open_poll(poll=poll, by=actor("test"))


# --- drafts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", MISSPELT)
def test_draft_with_a_misspelt_rule_is_not_stored_and_does_not_open(kind, what):
    key, value = MISSPELT[what]
    poll = drafted(kind)
    poll.rules = {**poll.rules, key: value}
    with pytest.raises(Refused) as refused:
        drafts.save_draft(poll=poll)
    assert refused.value.refusal is BoxRefusal.UNKNOWN_RULES
    assert f"{key} is not known" in str(refused.value.__cause__)
    poll.save()  # as somebody with the database could
    with pytest.raises(Refused) as refused:
        opened(poll)
    assert refused.value.refusal is BoxRefusal.BAD_RULES
    assert Poll.objects.get().state == "draft"


@pytest.mark.parametrize("kind", KINDS)
def test_draft_with_rules_that_are_spelled_right_is_stored_and_opens(kind):
    poll = drafted(kind)
    poll.rules = {**poll.rules, "objection_days": 3}
    poll = opened(drafts.save_draft(poll=poll))
    assert poll.configuration.objection_days == 3


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ({"majority": HALF | {"numeratr": 2}}, "majority.numeratr is not known"),
        ({"majority": HALF | {"base": "all"}}, "majority.base "),
        ({"majority": HALF | {"numerator": "1"}}, "majority.numerator "),
        ({"majority": HALF | {"numerator": 3}}, "3/2 is not a part between 0 and 1"),
        ({"quorum": None}, "majority is missing"),
        ({"majority": HALF, "reminders": [1, "2"]}, "reminders.1 "),
        ({"majority": HALF, "count_waits": 1}, "count_waits "),
        ({"majority": HALF, "standing": {"decide": True}}, "standing.decide is not known"),
        ({"majority": HALF, "seats": 2}, "seats is not known"),
    ],
)
def test_rules_that_cannot_be_read_say_which_one(rules, problem):
    with pytest.raises(BadData, match="ResolutionRules cannot be read") as error:
        draft(rules=rules).draft_rules  # noqa: B018
    assert problem in str(error.value)


def test_what_is_wrong_is_told_without_what_it_says():
    rules = {"majority": HALF, "standing": {"article": ["Anna Bos"]}}
    with pytest.raises(BadData) as error:
        draft(rules=rules).draft_rules  # noqa: B018
    assert "standing.article" in str(error.value)
    assert "Anna" not in str(error.value)


@pytest.mark.parametrize(("roll", "opens"), [({"proxi_cap": 0}, False), ({"proxy_cap": 0}, True)])
def test_misspelt_rule_of_the_roll_does_not_open(roll, opens):
    poll = draft(rules={"majority": HALF, "roll": roll})
    if opens:
        assert opened(poll).configuration.proxy_cap == 0
        return
    with pytest.raises(Refused) as refused:
        opened(poll)
    assert refused.value.refusal is BoxRefusal.BAD_RULES


def test_election_that_was_held_elsewhere_is_not_brought_in_with_a_misspelt_rule():
    times = draft("tijd")

    def bring_in(**rules):
        return imports.import_closed_poll(
            slug="elders",
            kind="election",
            question="Wie?",
            choices=[("anna", "Anna"), ("bram", "Bram")],
            ballots=[{"rank": ["bram"]}],
            rules={"rule": "irv", **rules},
            opens_at=times.opens_at,
            closes_at=times.closes_at,
            source="elders.soi",
            by=actor("test"),
        )

    with pytest.raises(Refused):
        bring_in(seets=1)
    assert not Poll.objects.filter(slug="elders").exists()
    assert ElectionConfiguration.of(bring_in(seats=1).configuration).seats == 1


def test_vote_on_a_budget_is_not_prepared_with_a_misspelt_rule():
    with pytest.raises(Refused) as refused:
        budget_round(costs={"a": 100}, budget=100, minimun=1)
    assert refused.value.refusal is BoxRefusal.UNKNOWN_RULES
    assert not Poll.objects.exists()


def test_pages_of_a_draft_that_cannot_be_read_say_so_and_let_it_be_written_again(client, as_member):
    poll = draft(rules={"majority": HALF, "quorem": None})
    as_member("Meryem", Role.CHAIR)
    page = client.get(f"/en/stemmingen/{poll.slug}/openen/").content.decode()
    assert "The rules cannot be counted. Change them first." in page
    form = client.get(f"/en/stemmingen/{poll.slug}/bewerken/").context["form"]
    assert form["majority"].value() == "half"
    as_member("Bram", *Role)
    member("Carla", email_consent_on=None)
    parts = {"": 200, "openen/": 200, "volmacht/": 422, "verzegelen/": 422, "proef/": 409}
    for part, status in parts.items():
        assert client.get(f"/en/stemmingen/{poll.slug}/{part}").status_code == status, part


# --- what is frozen


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_frozen_is_read_and_written_the_same(kind):
    poll = opened(drafted(kind))
    poll.refresh_from_db()
    again = type(poll.configuration).from_data(poll.frozen)
    assert again == poll.configuration
    assert canonical.dumps(again.to_data()) == canonical.dumps(poll.frozen)
    assert poll.frozen_hash == canonical.digest("wijkstem poll 3", canonical.dumps(poll.frozen))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_that_is_frozen_is_needed_and_no_other_is_known(kind):
    poll = opened(drafted(kind))
    for key in poll.frozen:
        read = type(poll.configuration).from_data
        less = {name: value for name, value in poll.frozen.items() if name != key}
        with pytest.raises(BadData, match=f"{key} is missing"):
            read(less)
        with pytest.raises(BadData, match=f"{key}x is not known"):
            read({**poll.frozen, f"{key}x": poll.frozen[key]})


def test_configuration_is_read_anew_when_the_column_is():
    poll = resolution()
    assert poll.configuration is poll.configuration
    poll.frozen = {**poll.frozen, "objection_days": 1}
    assert poll.configuration.objection_days == 1
    poll.refresh_from_db()
    assert poll.configuration.objection_days == 7


def test_draft_has_no_configuration_yet():
    with pytest.raises(ValueError, match="has not been opened"):
        draft().configuration  # noqa: B018


def test_configuration_of_one_kind_is_not_taken_for_that_of_another():
    poll = resolution()
    assert ResolutionConfiguration.of(poll.configuration) is poll.configuration
    assert Configuration.of(poll.configuration) is poll.configuration
    with pytest.raises(TypeError, match="ElectionConfiguration is asked"):
        ElectionConfiguration.of(poll.configuration)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"standing": {"decides": True}}, "standing"),
        ({"count_waits": True}, "count_waits"),
        ({"objection_days": 1}, "objection_days"),
        ({"quorum": {"numerator": 1, "denominator": 2}}, "quorum"),
        ({"majority": HALF | {"base": "present"}}, "majority"),
        ({"roll": {"proxy_cap": 1}}, "roll"),
    ],
)
def test_verification_finds_a_rule_that_was_changed_after_opening(changed, part):
    poll = resolution()
    assert spent_rules(poll) == []
    poll.rules = poll.rules | changed
    assert part in spent_rules(poll)


@pytest.mark.parametrize("column", ["rules", "frozen"])
def test_verification_finds_a_key_that_was_slipped_in(column):
    member()
    poll = resolution()
    assert examine_poll(poll).findings == ()
    changed = copy.deepcopy(getattr(poll, column)) | {"quorem": None}
    triggers.lift(connection)
    Poll.objects.update(**{column: changed})
    assert examine_poll(Poll.objects.get()).findings
