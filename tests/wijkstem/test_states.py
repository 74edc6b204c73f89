"""Every address of a vote, for every role, in every state of the vote: what comes is declared here.

A new address below /stemmingen/<vote>/ needs its rows in DECLARED; without them a test fails."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from governance.ballots.actions import clock, lifecycle, tally
from governance.ballots.actions import outcome as outcome_actions
from governance.ballots.models import Poll
from governance.ballots.models.states import State
from tests import factories
from tests.factories import actor
from tests.wijkstem import access_matrix_fixtures as fixtures
from tests.wijkstem.test_roles import (
    ABSENT,
    DOOR,
    LATE,
    METHOD,
    NO,
    ON,
    OPEN,
    WRONG,
    names,
    outcome,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STATES = [str(state) for state in State]
ROLES = ["visitor", "signed in", "member", "secretary", "chair", "counting"]
BOARD = ["secretary", "chair"]


def during(default, **others):
    """State by state what comes: the default, but for these others."""
    return dict.fromkeys(STATES, default) | others


def only(roles, row, *, others=NO, visitor=DOOR):
    """These roles get the row; who else is signed in, and the visitor, always the same no."""
    rest = {role: during(visitor if role == "visitor" else others) for role in ROLES}
    return rest | dict.fromkeys(roles, row)


COUNTED = during(OPEN, draft=ABSENT, open=ABSENT, closed=ABSENT, cancelled=ABSENT)
DRAFT_HIDDEN = {"signed in": during(ABSENT), "member": during(OPEN, draft=ABSENT)}
READERS = ["member", "secretary", "chair", "counting"]

# (name, method): role by role and state by state what comes
DECLARED = {
    ("poll", "get"): only(READERS, during(OPEN)) | DRAFT_HIDDEN,
    ("progress", "get"): only(READERS, during(ON), others=ABSENT, visitor=ABSENT)
    | {"member": during(ON, draft=ABSENT)},
    ("paper", "get"): only(READERS, during(LATE, draft=NO, open=OPEN))
    | {"member": during(LATE, draft=ABSENT, open=OPEN)},
    ("cast", "post"): only(READERS, during(WRONG)) | {"member": during(WRONG, draft=ABSENT)},
    ("cast", "get"): only(READERS, during(ON)),
    ("edit", "get"): only(BOARD, during(LATE, draft=OPEN)),
    ("edit", "post"): only(BOARD, during(LATE, draft=WRONG)),
    ("delete", "get"): only(BOARD, during(LATE, draft=OPEN)),
    ("delete", "post"): only(BOARD, during(LATE, draft=ON)),
    ("open", "get"): only(["chair"], during(OPEN)),
    ("open", "post"): only(["chair"], during(LATE, draft=ON)),
    ("close", "get"): only(["chair"], during(OPEN)),
    ("close", "post"): only(["chair"], during(ON, draft=LATE)),
    ("count", "get"): only(["chair", "counting"], during(OPEN)),
    ("count", "post"): only(
        ["chair", "counting"], during(ON, draft=LATE, open=LATE, cancelled=LATE)
    ),
    # proof: for whoever may read the vote
    ("check", "get"): only(READERS, during(OPEN, draft=ABSENT), others=ABSENT),
    ("board", "get"): only(
        READERS, during(OPEN, draft=ABSENT, open=ABSENT), others=ABSENT, visitor=ABSENT
    ),
    ("csv", "get"): only(READERS, COUNTED, others=ABSENT, visitor=ABSENT),
    ("json", "get"): only(READERS, COUNTED, others=ABSENT, visitor=ABSENT),
    ("blt", "get"): only([], None, others=ABSENT, visitor=ABSENT),  # these are no rankings
    ("evidence", "get"): only(READERS, COUNTED, others=ABSENT, visitor=ABSENT),
    ("full_evidence", "get"): only([], None, others=METHOD, visitor=METHOD),
    ("full_evidence", "post"): only(
        ["counting"], during(OPEN, draft=LATE, open=LATE, closed=LATE, cancelled=LATE)
    ),
    # the roll and its proxies
    ("roll", "get"): only(["secretary", "chair", "counting"], during(OPEN)),
    ("add_to_roll", "get"): only(["secretary"], during(OPEN)),
    ("add_to_roll", "post"): only(["secretary"], during(WRONG)),
    ("proxy", "get"): only(READERS, during(OPEN)) | {"member": during(OPEN, draft=ABSENT)},
    ("proxy", "post"): only(READERS, during(LATE, open=WRONG))
    | {"member": during(LATE, draft=ABSENT, open=WRONG)},
    # the chair's acts; what is posted here lacks a reason
    ("extend", "get"): only(["chair"], during(LATE, open=OPEN)),
    ("extend", "post"): only(["chair"], during(WRONG)),
    ("cancel", "get"): only(
        ["chair"], during(OPEN, draft=LATE, established=LATE, lapsed=LATE, cancelled=LATE)
    ),
    ("cancel", "post"): only(["chair"], during(WRONG)),
    ("establish", "get"): only(["chair"], during(LATE, tallied=OPEN, contested=OPEN)),
    ("establish", "post"): only(["chair"], during(WRONG)),
    ("contest", "get"): only(READERS, during(LATE, tallied=OPEN, established=OPEN))
    | {"member": during(LATE, draft=ABSENT, tallied=OPEN, established=OPEN)},
    ("contest", "post"): only(READERS, during(LATE, draft=NO, tallied=WRONG, established=WRONG))
    | {"member": during(LATE, draft=ABSENT, tallied=WRONG, established=WRONG)},
    ("repeat", "get"): only(["chair"], during(LATE, contested=OPEN)),
    ("repeat", "post"): only(["chair"], during(WRONG)),
    ("turnout", "get"): only(READERS, during(ON), others=ABSENT, visitor=ABSENT)
    | {"member": during(ON, draft=ABSENT)},
    ("preview", "get"): only(BOARD, during(LATE, draft=OPEN)),
    ("preview", "post"): only(BOARD, during(LATE, draft=WRONG)),
    # the counting committee's papers and keys
    ("paper-batches", "get"): only(["counting"], during(OPEN)),
    ("paper-batches", "post"): only(["counting"], during(WRONG)),
    ("paper-batch", "get"): only(["counting"], during(ABSENT)),
    ("choose-key", "get"): only(BOARD, during(LATE, draft=OPEN)),
    ("choose-key", "post"): only(BOARD, during(LATE, draft=ON)),
    ("sealed-file", "get"): only(["counting"], during(LATE)),
    ("unseal", "get"): only(["counting"], during(LATE)),
    ("unseal", "post"): only(["counting"], during(LATE)),
}


def bring_to(state, voter):
    """A vote in this state, brought there by the actions."""
    poll = factories.draft(f"in-{state}")
    if state == State.DRAFT:
        return poll
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    if state == State.OPEN:
        return poll
    if state == State.CANCELLED:
        return outcome_actions.cancel(poll=poll, reason="x", by=actor("test"))
    lifecycle.close(poll=poll, by=actor("test"), then_count=False)
    if state == State.CLOSED:
        return poll
    tally.tally(poll=poll)
    if state == State.ESTABLISHED:
        return outcome_actions.establish(poll=poll, words="x", by=actor("test"))
    if state in (State.CONTESTED, State.LAPSED):
        outcome_actions.contest(poll=poll, member=voter, reason="x")
    if state == State.LAPSED:
        now = clock.now()
        later = now + datetime.timedelta(days=1)
        again = outcome_actions.repeat(poll=poll, opens_at=now, closes_at=later, by=actor("test"))
        lifecycle.open_poll(poll=again, by=actor("test"))
    return poll


@pytest.fixture(scope="module")
def votes(for_a_module):
    """A client for each role, the member of each, and a vote in each state."""
    members = {role: factories.member(role, *fixtures.ROLES[role]) for role in ROLES[2:]}
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, one in members.items():
        factories.sign_in(clients[role], one.user)
    factories.sign_in(clients["signed in"], fixtures.User.objects.create_user("bureau@example.org"))
    polls = {state: bring_to(state, members["member"]) for state in STATES}
    return clients, members, polls


def answer(client, name, method, poll, voter):
    """What one request brings; whatever it did is undone."""
    arguments = [poll.slug]
    if name in ("paper", "cast"):
        entry = poll.roll.filter(member=voter).first()
        arguments.append(entry.pk if entry else 10**9)
    if name == "add_to_roll":
        arguments.append(voter.number)
    if name == "paper-batch":
        arguments.append(10**9)
    with transaction.atomic():
        found = outcome(getattr(client, method)(reverse(f"ballots:{name}", args=arguments)))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", STATES)
def test_every_address_answers_every_role_as_declared(votes, bare_refusals, state):
    clients, members, polls = votes
    assert Poll.objects.get(pk=polls[state].pk).state == state
    wrong = []
    for (name, method), rows in DECLARED.items():
        for role in ROLES:
            voter = members.get(role, members["member"])
            found = answer(clients[role], name, method, polls[state], voter)
            if found != rows[role][state]:
                wrong.append(f"{method} {name}, {role}: {found}, not {rows[role][state]}")
    assert wrong == []


def test_every_address_of_a_vote_is_declared():
    found = names(get_resolver().url_patterns)
    ours = {name.partition(":")[2] for name in found if name.startswith("ballots:")}
    of_no_vote = {"list", "new", "new_kind", "keys", "key", "rehearsal", "retire"}
    assert ours - of_no_vote == {name for name, _method in DECLARED}
