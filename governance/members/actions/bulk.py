"""The same action for several members: for all of them or for none."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from governance.members.models import Member
from governance.members.refusals import RefusedTogether
from governance.refusals import Refused


@transaction.atomic
def apply_to_all(act: Callable[..., Any], *, members: Iterable[Member], **arguments: Any) -> int:
    """Returns for how many members. All or none: a refusal names all refused."""
    refused, done = [], 0
    # In the order of their keys, so that two processes do not wait for each other.
    for member in sorted(members, key=lambda member: member.pk):
        try:
            with transaction.atomic():
                act(member=member, **arguments)
            done += 1
        except Refused as no:
            refused.append((member, no.refusal))
    if refused:
        raise RefusedTogether(refused)
    return done
