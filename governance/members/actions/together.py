"""Doing the same to several members: to all of them or to none."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from governance.members.models import Member
from governance.members.refusals import Refused, RefusedTogether


@transaction.atomic
def together(act: Callable[..., Any], *, members: Iterable[Member], **arguments: Any) -> int:
    """Does `act` to each of them, in the order of their keys, so that two at once do not wait for
    each other. Is one refused, then nothing is done, and all who were refused are named. Returns
    how many it was done to."""
    refused, done = [], 0
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
