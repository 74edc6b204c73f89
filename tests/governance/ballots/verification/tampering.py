"""Every way to alter one row: each column, one at a time; deleted; added; doubled."""

import base64
import copy
import datetime
import json
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import models, transaction

from governance.ballots.actions.record import event_hash
from governance.ballots.box import canonical, receipts
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    BulletinBoard,
    Choice,
    Link,
    Participation,
    Poll,
    RollEntry,
    Tally,
)
from governance.members.models import Member, Neighbourhood
from tests.governance.ballots.verification import held

TABLES = [Poll, Choice, RollEntry, Participation, Ballot, Link, BulletinBoard, Tally, AuditEvent]
POLL_OF = {
    Participation: lambda row: row.entry.poll_id,
    Link: lambda row: row.entry.poll_id,
    Poll: lambda row: row.pk,
}
HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Act:
    """One alteration: what it is called, of which poll, and how it is done."""

    table: type
    verb: str
    column: str
    poll_id: int
    do: object

    @property
    def name(self):
        return f"{self.table.__name__.lower()}.{self.column or self.verb}"


@contextmanager
def undone():
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows_of(table, poll, most=None):
    """The rows of this poll; at most so many, the first and the last among them."""
    rows = [row for row in table.objects.order_by("pk") if poll_of(row) == poll.pk]
    return rows if most is None or len(rows) <= most else [*rows[: most - 1], rows[-1]]


def poll_of(row):
    return POLL_OF.get(type(row), lambda row: row.poll_id)(row)


def acts(poll, most=None):
    """All alterations of the rows of this poll."""
    for table in TABLES:
        for row in rows_of(table, poll, most):
            yield from updates(row)
            yield Act(table, "delete", "", poll.pk, lambda row=row: delete(row))
            yield Act(table, "double", "", poll.pk, lambda row=row: double(row))
        for new in additions(table, poll):
            yield Act(table, "insert", "", poll.pk, lambda new=new: insert(new))


def updates(row):
    table = type(row)
    for field in table._meta.concrete_fields:
        for other in others(row, field):

            def do(field=field, other=other):
                table.objects.filter(pk=row.pk).update(**{field.attname: other})

            yield Act(table, "update", field.attname, poll_of(row), do)


def others(row, field):
    """Other values that this column could plausibly have."""
    value = getattr(row, field.attname)
    if field.attname == "body":
        return bodies(row)
    if field.choices:
        return [choice for choice, _label in field.choices if choice != value]
    if field.attname == "kind":
        return [kind for kind in ("resolution", "election", "budget", "petition") if kind != value]
    if field.remote_field:
        return foreign(field, value)
    if field.attname == "rules":  # what is left out and meant anyway is the same rule
        return [rules for rules in leaves_changed(value) if rules.keys() >= value.keys()]
    return plain(field, value)


def plain(field, value):
    if isinstance(field, models.JSONField):
        return [None] if value is None else list(leaves_changed(value))
    if isinstance(field, models.BooleanField):
        return [not value]
    if isinstance(field, models.DateTimeField):
        return [held.BEGIN + 9 * HOUR] if value is None else [value + HOUR]
    if isinstance(field, models.IntegerField | models.FloatField):
        if field.primary_key:
            return [value + 10_000]
        moved = 9 if field.attname == "order" and value == 0 else -1
        return [moved if moved > 0 else (value or 0) - 1 if value else 7]
    return [respelled(value)]


def foreign(field, value):
    """Another row of the table that it points to, and a row that is not there."""
    target = field.remote_field.model
    keys = list(target.objects.exclude(pk=value).order_by("pk").values_list("pk", flat=True))
    absent = "0" * 26 if target is Ballot else 999_999
    found = keys[:1] + keys[-1:] + [absent]
    return found + ([None] if field.null and value is not None else [])


def bodies(ballot):
    """Another choice, and the same one written otherwise; a box that was damaged."""
    poll = ballot.poll
    if poll.sealed:
        return ["A" * len(ballot.body), base64.b64encode(b"short").decode()]
    size = len(ballot.body)
    said = ballot.body.rstrip()
    seen = {b.body for b in Ballot.objects.filter(poll=poll)} - {ballot.body}
    return [*sorted(seen)[:1], said.replace(":", ": ", 1).ljust(size), ballot.body + " "]


def respelled(text):
    if not text:
        return "x"
    last = {"0": "1", "a": "b", "A": "B"}.get(text[-1], "0" if text[-1] != "0" else "1")
    return text[:-1] + last


def leaves_changed(value):
    """Copies of a JSON value, each with one leaf changed or one key taken out."""
    for path in paths(value):
        changed = copy.deepcopy(value)
        inside = changed
        for step in path[:-1]:
            inside = inside[step]
        inside[path[-1]] = other_leaf(inside[path[-1]])
        yield changed
    if isinstance(value, dict):
        for key in value:
            yield {name: inner for name, inner in value.items() if name != key}


def paths(value, before=()):
    """Where the leaves are; an empty list or dict is a leaf."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in inside:
        if isinstance(inner, dict | list) and inner:
            yield from paths(inner, (*before, step))
        else:
            yield (*before, step)


def other_leaf(leaf):
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, int):
        return leaf + 1
    return respelled(leaf) if isinstance(leaf, str) else "x" if leaf is None else [None]


# --- rows that come and go


def delete(row):
    type(row).objects.filter(pk=row.pk)._raw_delete("default")


def insert(row):
    type(row).objects.bulk_create([row])


def double(row):
    """The row once more, under another key; where a key forbids it, with the next free value."""
    again = copy.copy(row)
    if isinstance(row, Participation):
        free = RollEntry.objects.filter(poll_id=poll_of(row), participation=None).first()
        again.entry = free or row.entry
    elif isinstance(row, Ballot):
        again.code = respelled(row.code)
    elif isinstance(row, Link):
        unlinked = Ballot.objects.filter(poll_id=poll_of(row), link=None).first()
        again.ballot_id, again.unit = (unlinked.pk if unlinked else "0" * 26), row.unit + 7
    else:
        again.pk = 900_000
    for column, value in {
        Poll: {"slug": "verdubbeld"},
        Choice: {"key": "verdubbeld"},
        AuditEvent: {"number": 900},
        RollEntry: {"member_id": stranger().pk},
        BulletinBoard: {"final": isinstance(row, BulletinBoard) and not row.final},
        Tally: {"poll_id": isinstance(row, Tally) and uncounted(row)},
    }.get(type(row), {}).items():
        setattr(again, column, value)
    insert(again)


def stranger():
    return Member.objects.get_or_create(
        number=77,
        defaults={
            "name": "Vreemde",
            "neighbourhood": Neighbourhood.objects.first(),
            "joined_on": datetime.date(2020, 1, 1),
        },
    )[0]


def uncounted(tally):
    """Another poll without a tally."""
    poll = Poll.objects.filter(tally=None).first()
    return poll.pk if poll else tally.pk


def additions(table, poll):
    """A new row, as well made as somebody with the database could make it."""
    if table is Poll:
        yield Poll(slug="nieuw-erbij", kind="resolution", state="open", question="?", head="",
                   frozen=poll.frozen, frozen_hash=poll.frozen_hash, rules=poll.rules,
                   opens_at=poll.opens_at, closes_at=poll.closes_at)  # fmt: skip
    elif table is Choice:
        yield Choice(poll=poll, key="dora", label="Dora", order=50)
    elif table is RollEntry:
        one = stranger()
        yield RollEntry(poll=poll, member=one, name=one.name, number=one.number, votes=1)
    elif table is Participation:
        free = RollEntry.objects.filter(poll=poll, participation=None).first()
        yield from [Participation(entry=free)] if free else []
    elif table is Ballot:
        yield new_ballot(poll)
    elif table is Link:
        entry, ballot = poll.roll.first(), poll.ballots.filter(link=None).first()
        yield from [Link(ballot=ballot, entry=entry, unit=5)] if entry and ballot else []
    elif table is BulletinBoard:
        made = {"ballots": 0, "lines": "", "digest": canonical.digest("wijkstem board 1")}
        for final in (True, False):
            yield BulletinBoard(poll=poll, final=final, at=held.BEGIN, **made)
    elif table is Tally:
        yield Tally(poll=poll, state="done", result={"yes": 1}, digest="0" * 64)
    else:
        yield new_event(poll)


def new_ballot(poll):
    """A valid ballot with a right commitment; in a sealed poll a box like the others."""
    code = "7" * receipts.LENGTH
    there = poll.ballots.first()
    said = there.body.rstrip() if there else '{"vote":"yes"}'
    commitment = receipts.commitment(poll.frozen_hash, code, said)
    name = receipts.locator(code) if poll.sealed else code
    return Ballot(code=name, poll=poll, body=there.body if there else said, commitment=commitment)


def new_event(poll):
    """An event that follows rightly on the last one."""
    last = poll.events.order_by("number").last()
    event = AuditEvent(poll=poll, number=last.number + 1, kind="paper", at=last.at + HOUR,
                       by_name="x", detail=json.loads("{}"), previous=last.hash)  # fmt: skip
    event.hash = event_hash(event)
    return event
