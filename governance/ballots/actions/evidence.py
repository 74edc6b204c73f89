"""The evidence of a counted vote: one file with which anyone can check it without this program.

The bytes follow only from what was cast and done: fixed order, fixed times in the zip, no
compression. The chain in the file ends at the last event that is not itself an export. So two
exports are equal, also of two databases in which the same happened.
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.db import transaction

from governance.ballots import roll
from governance.ballots.actions import clock
from governance.ballots.actions.publication import may_publish_ballots
from governance.ballots.actions.record import event_body, event_hash, record
from governance.ballots.box import locks
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    BulletinBoard,
    Link,
    Poll,
    RollEntry,
    Tally,
)
from governance.ballots.models.states import Mode
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification import standalone, standalone_loader
from governance.members.access.actor import Actor
from governance.refusals import Refused

FORMAT = "wijkstem evidence 2"
# Events that name members and reasons; the public file has only their hashes.
PERSONAL = frozenset({AuditEvent.Kind.ROLL, AuditEvent.Kind.CONTESTED})
SAME_DAY = (1980, 1, 1, 0, 0, 0)
PROGRAMS = Path(standalone.__file__).parent


def export(*, poll: Poll, full: bool, by: Actor) -> bytes:
    """The evidence as a zip file. `full`: with all ballots and the roll, for the counting
    committee; the audit chain then records the file's fingerprint."""
    if full and imported(poll):
        full = False  # imported ballots are public, and have no roll
    if not full:
        require_counted(poll, full)
        return bundle(files_of(poll, full=False))
    with transaction.atomic():
        poll = locks.lock_exclusive(poll.pk)
        require_counted(poll, full)
        made = bundle(files_of(poll, full=True))
        fingerprint = hashlib.sha256(made).hexdigest()
        kind = AuditEvent.Kind.EXPORTED
        record(poll, kind, at=clock.now(), by=by, file=fingerprint)
    return made


def require_counted(poll: Poll, full: bool) -> None:
    if not poll.counted or (full and poll.purged_at):
        raise Refused(BoxRefusal.WRONG_STATE)


def with_ballots(poll: Poll, *, full: bool) -> bool:
    if poll.purged_at:
        return False
    return full or may_publish_ballots(poll)


def imported(poll: Poll) -> bool:
    return poll.events.filter(kind=AuditEvent.Kind.IMPORTED).exists()


def turnout(poll: Poll) -> dict[str, Any]:
    ends = (AuditEvent.Kind.CLOSED, AuditEvent.Kind.IMPORTED)
    found: dict[str, Any] = poll.events.get(kind__in=ends).detail["turnout"]
    return found


def told_events(poll: Poll) -> list[AuditEvent]:
    """The chain as evidence files show it: without the exports at its end."""
    events = list(poll.events.select_related("poll").order_by("number"))
    while events and is_export(events[-1]):
        events.pop()
    return events


def is_export(event: AuditEvent) -> bool:
    """True for an export; false for another event that was made to look like one."""
    return event.kind == AuditEvent.Kind.EXPORTED and event.hash == event_hash(event)


def head_of(poll: Poll) -> str:
    """The head of the chain as evidence files and the result sheet show it."""
    told = told_events(poll)
    last = poll.events.order_by("number").last()
    if last is None or not told or last.hash != poll.head:
        return poll.head
    return told[-1].hash


def files_of(poll: Poll, *, full: bool) -> dict[str, bytes]:
    tally = Tally.objects.get(poll=poll)
    lines = BulletinBoard.objects.get(poll=poll, final=True).lines
    texts = {
        # As it was hashed, not as it would be written now.
        "configuration.json": spell(poll.frozen),
        "chain.json": spell(chain_of(poll, full=full)),
        "roll.json": spell(roll_of(poll, full=full)),
        "board.txt": f"{lines}\n" if lines else "",
        "result.json": spell({"result": tally.result, "digest": tally.digest}),
        "README.txt": (PROGRAMS / "README.txt").read_text(),
        "verify.py": (PROGRAMS / "verify.py").read_text(),
        "recount.py": standalone_loader.source_of(poll.counting, poll.configuration.rule[0]),
    }
    if with_ballots(poll, full=full):
        texts["ballots.json"] = spell(ballots_of(poll, by_name=full and poll.mode == Mode.OPEN))
    files = {name: text.encode() for name, text in sorted(texts.items())}
    return {"manifest.json": spell(manifest(poll, files, full=full)).encode(), **files}


def manifest(poll: Poll, files: dict[str, bytes], *, full: bool) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "poll": poll.slug,
        "frozen": poll.frozen_hash,
        "full": full,
        "ballots": "ballots.json" in files,
        "head": head_of(poll),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }


def chain_of(poll: Poll, *, full: bool) -> list[dict[str, Any]]:
    events = told_events(poll)
    return [event_data(event, open_book=full or event.kind not in PERSONAL) for event in events]


def event_data(event: AuditEvent, *, open_book: bool) -> dict[str, Any]:
    chained = {"number": event.number, "previous": event.previous, "hash": event.hash}
    if not open_book:
        return chained
    _slug, _number, kind, at, by, detail = event_body(event)
    return {**chained, "kind": kind, "at": at, "by": by, "detail": detail}


def roll_of(poll: Poll, *, full: bool) -> dict[str, Any]:
    numbers = turnout(poll)
    if not full:
        return numbers
    stored = RollEntry.objects.filter(poll=poll).select_related("proxy", "participation")
    entries = list(stored.order_by("number"))
    return numbers | {
        "digest": roll.roll_digest(entries),
        "voted": roll.voted_digest(entry.number for entry in entries if entry.voted),
        "entries": [
            {
                "number": entry.number,
                "votes": entry.votes,
                "proxy": entry.proxy.number if entry.proxy else None,
                "name": entry.name,
                "voted": entry.voted,
            }
            for entry in entries
        ],
    }


def ballots_of(poll: Poll, *, by_name: bool) -> list[dict[str, Any]]:
    rows = Ballot.objects.filter(poll=poll).values_list("code", "body")
    links = Link.objects.filter(entry__poll=poll).values_list("ballot_id", "entry__number", "unit")
    whose = {code: {"number": number, "unit": unit} for code, number, unit in links}
    return [
        {"code": code, "choice": json.loads(body), **(whose[code] if by_name else {})}
        for code, body in sorted(rows)
    ]


def spell(value: Any) -> str:
    """Readable JSON, always spelled the same."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def bundle(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as bundled:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, SAME_DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            bundled.writestr(entry, content)
    return made.getvalue()
