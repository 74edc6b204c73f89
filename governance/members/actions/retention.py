"""Deleting what is old enough: rule by rule, in batches, each in one transaction."""

import datetime
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.models import RegisterSettings, RetentionRun
from governance.members.privacy.declarations import Act, Declaration, Keep, Rule
from governance.members.privacy.retention import due, kept

# It can be killed anywhere and run again: what went is gone, and the rest is still due.
logger = logging.getLogger(__name__)
# Rule -> what carries it out, of the rules that an action carries out.
ACTIONS: dict[str, Act] = {}


def register(rule: Rule, act: Act) -> None:
    ACTIONS[rule.key] = act


def retain(*, by: Actor, moment: datetime.datetime | None = None) -> RetentionRun:
    """Carries out every rule as of that moment (by default now), never as of a later one."""
    now = timezone.now()
    moment = min(moment or now, now)
    run = RetentionRun.objects.create(at=now, moment=moment, **by.columns())
    settings = RegisterSettings.load()
    for declaration, keep in kept():
        key = keep.rule.key
        try:
            for gone in carry_out(declaration, keep, moment, settings):
                run.counts[key] = run.counts.get(key, 0) + gone
                run.save(update_fields=["counts"])
        except Exception:
            logger.exception("The retention rule %s could not be carried out", key)
            run.failed.append(key)
    run.finished_at = timezone.now()
    run.save(update_fields=["failed", "finished_at"])
    return run


def carry_out(
    declaration: Declaration, keep: Keep, moment: datetime.datetime, settings: RegisterSettings
) -> Iterator[int]:
    """Yields the number of deleted rows, batch by batch."""
    act, last = act_of(keep), None
    while True:
        with transaction.atomic():
            waiting = due(declaration, keep, moment, settings).order_by("pk")
            rows = list((waiting if last is None else waiting.filter(pk__gt=last))[: keep.batch])
            if not rows:
                return
            gone = act(rows)
        last = rows[-1].pk
        yield gone


def act_of(keep: Keep) -> Act:
    # Without its action a rule fails: nothing is deleted in another way.
    return ACTIONS[keep.rule.key] if keep.by_action else keep.act or delete


def delete(rows: Sequence[Any]) -> int:
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
