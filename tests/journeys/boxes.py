"""Closed votes in a running house, for who checks receipts there. Runs in `manage.py shell`."""

import json

from governance.ballots.actions import cast as cast_actions
from governance.ballots.actions import lifecycle
from governance.ballots.box import canonical, receipts
from governance.ballots.models import Poll
from tests import factories
from tests.factories import actor

NAMES = "Zoë İnci \N{FULLWIDTH TILDE} \N{GRINNING FACE}\N{CROSS MARK} Bram"
"""The last two are sorted the other way round by UTF-16 unit and by code point."""
KEYS = [name.lower() for name in NAMES.split()]
COSTS = {"bank": 100_00, "boom": 200_00, "brug": 900_00}
THREE_VOTES = {"roll": {"votes": dict.fromkeys(("resident", "professional"), 3)}}


def hold() -> dict[str, dict[str, str]]:
    """One closed vote of each kind, by name: its slug, and code and choice of one voter."""
    rules = {"majority": factories.HALF, "quorum": None}
    return {
        "resolution": cast(factories.resolution("c-besluit", public=True), {"vote": "no"}),
        "three votes": cast(
            factories.resolution("c-drie", public=True, rules=rules | THREE_VOTES), {"vote": "yes"}
        ),
        "plurality": cast(
            factories.election("c-meeste", rule="plurality", names=NAMES), {"vote": KEYS[1]}
        ),
        "blank": cast(factories.election("c-blanco", rule="plurality"), {"vote": None}),
        "approval": cast(
            factories.election("c-goed", rule="approval", names=NAMES), {"approve": KEYS[:4]}
        ),
        "stv": cast(
            factories.election("c-orde", rule="stv", names=NAMES), {"rank": [KEYS[3], KEYS[0]]}
        ),
        "budget": cast(
            factories.budget_round("c-budget", costs=COSTS, budget=1_000_00).poll,
            {"approve": ["boom", "bank"]},
        ),
    }


def cast(poll: Poll, choice: dict[str, object]) -> dict[str, str]:
    """Two vote, the vote closes; tells of the first one."""
    codes = []
    for entry in poll.roll.filter(votes__lte=3)[:2]:
        codes.append(receipts.new_code())
        cast_actions.cast(
            poll=poll, entry_id=entry.pk, voter=entry.member, code=codes[-1], choice=choice
        )
    lifecycle.close(poll=poll, by=actor("test"))
    said = canonical.dumps(poll.counting.check(choice, poll.configuration))
    return {"slug": poll.slug, "code": receipts.spaced(codes[0]), "choice": said}


def tell() -> None:
    print(json.dumps(hold()))
