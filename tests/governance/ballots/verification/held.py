"""Votes of every kind and mode, in every state, from a seed: the same seed, the same votes.

Clock, chance and receipt codes follow from the seed, so both databases hold the same bytes.
"""

import base64
import datetime
import random
from contextlib import contextmanager
from unittest.mock import patch

from nacl.public import PrivateKey

from budgets.rounds.actions.voting import put_on_ballot
from budgets.rounds.models import Envelope, Round
from governance.ballots.actions import (
    bulletin_board,
    clock,
    electors,
    lifecycle,
    outcome,
    retention,
    tally,
)
from governance.ballots.actions import cast as cast_actions
from governance.ballots.actions import unseal as unseal_actions
from governance.ballots.box import receipts, sealing
from governance.ballots.committee.files import OpenedBallots
from governance.ballots.models import Choice, CommitteeKey, Poll, ProxyGrant
from governance.ballots.models.states import LINKED
from governance.members.models import Member, Neighbourhood
from tests.factories import HALF, actor, admit_plans

BEGIN = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
KEY = PrivateKey(bytes(range(32)))
SEALING = {"public_key": base64.b64encode(bytes(KEY.public_key)).decode()}
BUDGETS = {
    "budget": {},
    "budget-points": {"ballot": "points", "points": 6},
    "budget-scores": {"ballot": "score", "most": 2},
    "budget-rank": {"ballot": "rank", "ranks": [3, 2, 1]},
}
KINDS = ["resolution", *BUDGETS, "plurality", "approval", "irv", "stv", "schulze", "points"]
MODES = ["open", "confidential", "secret", "sealed"]
ENDS = ["open", "closed", "tallied", "established", "contested", "repeated", "cancelled"]
ENDS += ["afterwards", "purged"]
KEYS = ["anna", "bram", "carla"]


class Clock:
    """A minute passes each time somebody looks."""

    def __init__(self, start):
        self.at = start

    def __call__(self):
        self.at += datetime.timedelta(minutes=1)
        return self.at


@contextmanager
def world(seed):
    """Clock and chance as they are in the votes of this seed."""
    chance = random.Random(seed)  # noqa: S311
    with (
        patch.object(clock, "now", Clock(BEGIN)),
        patch("random.SystemRandom", lambda: random.Random(seed)),  # noqa: S311
    ):
        yield chance


def members(number=6):
    """Members with the numbers 1, 2, ...; the first is an organisation, the last in two streets
    away."""
    harbour, bridge = (
        Neighbourhood.objects.get_or_create(name=name, slug=name.lower())[0]
        for name in ("Havenbuurt", "Brugwijk")
    )
    return [
        Member.objects.get_or_create(
            number=at,
            defaults={
                "name": f"Lid {at}",
                "kind_id": "organisation" if at == 1 else "resident",
                "neighbourhood": bridge if at == number else harbour,
                "joined_on": datetime.date(2024, 1, 1),
            },
        )[0]
        for at in range(1, number + 1)
    ]


def prepare(slug, kind, mode, **fields):
    """A draft of this kind and mode; an organisation has three votes."""
    rules = {"roll": {"votes": {"resident": 1, "organisation": 3, "professional": 1}}}
    if kind == "resolution":
        rules |= {"majority": HALF, "quorum": None}
    elif kind in BUDGETS:
        rules |= BUDGETS[kind]
    else:
        rules |= {"rule": kind, "seats": 1 if kind == "irv" else 2}
        rules |= {"points": 6} if kind == "points" else {}
    if mode == "sealed":
        rules["sealing"] = SEALING
        made = {"made_at": BEGIN, "rehearsed_at": BEGIN, "made_by_name": "commissie"}
        CommitteeKey.objects.get_or_create(**SEALING, defaults=made)
    poll = Poll.objects.create(
        slug=slug,
        kind="budget" if kind in BUDGETS else kind if kind == "resolution" else "election",
        mode=mode,
        question=f"Wat doen wij met {slug}?",
        explanation="Zie het stuk.",
        rules=rules,
        opens_at=BEGIN,
        closes_at=BEGIN + datetime.timedelta(days=7),
        **fields,
    )
    if kind != "resolution":
        choices = [
            Choice(poll=poll, key=key, label=key.title(), order=at) for at, key in enumerate(KEYS)
        ]
        Choice.objects.bulk_create(choices)
    if kind in BUDGETS:
        round_ = Round.objects.create(slug=slug, title="Budget")
        envelope = Envelope.objects.create(round=round_, amount=1_000_00)
        costs = {key: (at + 2) * 150_00 for at, key in enumerate(KEYS)}
        admit_plans(envelope, costs)
        projects = {project.key: project for project in round_.projects.all()}
        put_on_ballot(poll=poll, envelope=envelope, projects=projects)
    return poll


def says(kind, chance):
    """A ballot of this kind."""
    some = chance.sample(KEYS, chance.randint(0, len(KEYS)))
    if kind == "resolution":
        return {"vote": chance.choice(["yes", "no", "blank"])}
    if kind == "plurality":
        return {"vote": chance.choice([*KEYS, None])}
    if kind in ("points", "budget-points", "budget-scores"):
        return {"points": {key: chance.randint(1, 2) for key in some}}
    return {"approve": some} if kind in ("budget", "approval") else {"rank": some}


def cast(poll, entry, choice, chance):
    code = receipts.spell(chance.getrandbits(128))
    by = entry.proxy.member if entry.proxy else entry.member
    cast_actions.cast(poll=poll, entry_id=entry.pk, voter=by, code=code, choice=choice)
    return code


def hold(slug, kind, mode, end, chance, voters=6, full=True):
    """Holds a vote as far as `end`. With `full` everything happens on the way: a proxy, an
    extension, a member added to the roll, a second vote where one may, a checkpoint."""
    people = members(voters)
    poll = prepare(slug, kind, mode)
    if full:
        ProxyGrant.objects.create(poll=poll, principal=people[1], holder=people[2])
        Member.objects.filter(pk=people[-1].pk).update(suspended_on=BEGIN.date())
    poll = lifecycle.open_poll(poll=poll, by=actor("voorzitter"))
    Member.objects.filter(pk=people[-1].pk).update(suspended_on=None)
    if full:
        later = poll.closes_at + datetime.timedelta(days=1)
        outcome.extend(poll=poll, until=later, reason="De post was laat.", by=actor("voorzitter"))
        electors.add_to_roll(
            poll=poll, member=people[-1], reason="Vergeten.", by=actor("secretaris")
        )
        electors.set_proxy(poll=poll, principal=people[3], holder=people[2], by=actor("secretaris"))
    entries = list(poll.roll.select_related("member", "proxy__member").order_by("number"))
    for entry in entries[: max(1, len(entries) - 1)]:
        cast(poll, entry, says(kind, chance), chance)
    if full and mode in LINKED:
        cast(poll, entries[0], says(kind, chance), chance)
    with patch("governance.ballots.actions.bulletin_board.STEP", 1):
        bulletin_board.checkpoint(poll=poll)
    finish(poll, end, people)
    return Poll.objects.get(pk=poll.pk)


def finish(poll, end, people):
    """From an open box to the end that is asked for."""
    if end == "open":
        return
    if end == "cancelled":
        outcome.cancel(poll=poll, reason="De vraag was dubbelzinnig.", by=actor("voorzitter"))
        return
    lifecycle.close(poll=poll, by=actor("de klok"), then_count=False)
    if end == "closed":
        return
    if poll.mode == "sealed":
        unseal(Poll.objects.get(pk=poll.pk))
    tally.tally(poll=poll)
    if end in ("established", "contested", "repeated"):
        outcome.establish(poll=poll, words="Dit is de uitslag.", by=actor("voorzitter"))
    if end in ("contested", "repeated"):
        outcome.contest(poll=poll, member=people[0], reason="De telling klopt niet.")
    if end == "purged":
        clock.now.at += datetime.timedelta(days=400)
        assert retention.purge(poll=poll, by=actor("de klok"))
    if end == "afterwards":
        outcome.cancel(poll=poll, reason="Verkeerde stukken.", by=actor("voorzitter"))
    if end == "repeated":
        again = outcome.repeat(
            poll=poll,
            opens_at=BEGIN,
            closes_at=clock.now() + datetime.timedelta(days=9),
            by=actor("voorzitter"),
        )
        if poll.kind != "budget":
            lifecycle.open_poll(poll=again, by=actor("voorzitter"))


def unseal(poll):
    """The committee opens the box with its key."""
    boxes = unseal_actions.sealed_ballots(poll)
    opened = tuple(sorted(sealing.unseal(KEY, box) for box in boxes.boxes))
    given = OpenedBallots(poll=poll.slug, frozen_hash=boxes.frozen_hash, ballots=opened)
    unseal_actions.unseal(poll=poll, opened=given, by=actor("telcommissie"))
