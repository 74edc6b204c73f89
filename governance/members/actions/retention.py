"""Throwing away what is old enough: rule by rule, in batches, each in one transaction.

It can be killed anywhere and run again: what went is gone, and the rest is still due.
"""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.models import RegisterSettings, RetentionRun
from governance.members.retention import RULES, Rule, due

logger = logging.getLogger(__name__)


def retain(*, by: Actor, moment: datetime.datetime | None = None) -> RetentionRun:
    """Carries out every rule as of that moment, now where none is said; never as of a later one. A
    rule that fails does not keep the others waiting."""
    now = timezone.now()
    moment = min(moment or now, now)
    run = RetentionRun.objects.create(at=now, moment=moment, **by.columns())
    settings = RegisterSettings.load()
    for rule in list(RULES.values()):
        try:
            for gone in carried_out(rule, moment, settings):
                run.counts[rule.key] = run.counts.get(rule.key, 0) + gone
                run.save(update_fields=["counts"])
        except Exception:
            logger.exception("The retention rule %s could not be carried out", rule.key)
            run.failed.append(rule.key)
    run.finished_at = timezone.now()
    run.save(update_fields=["failed", "finished_at"])
    return run


def carried_out(rule: Rule, moment: datetime.datetime, settings: RegisterSettings) -> Iterator[int]:
    """How many went, batch by batch."""
    if rule.sweep:
        yield rule.sweep(moment)
        return
    last: Any = None
    while True:
        with transaction.atomic():
            waiting = due(rule, moment, settings).order_by("pk")
            rows = list((waiting if last is None else waiting.filter(pk__gt=last))[: rule.batch])
            if not rows:
                return
            gone = rule.act(rows) if rule.act else delete(rows)
        last = rows[-1].pk
        yield gone


def delete(rows: list[Any]) -> int:
    type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
