"""A counted poll as files: the totals as a table, everything as JSON, single ballots."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.ballots.actions.publication import may_publish_ballots
from governance.ballots.capabilities import COUNT
from governance.ballots.models import Ballot, BulletinBoard, Poll, Tally
from governance.ballots.pages.readable import readable_poll
from governance.csv_files import csv_text
from governance.members.access.visitor import Visitor


@dataclass(frozen=True)
class Download:
    label: str | Promise
    url: str


def downloads(poll: Poll, visitor: Visitor) -> list[Download]:
    wing = poll.paper.page.partition(":")[0]
    found: list[tuple[str | Promise, str]] = [
        (_("Table (CSV)"), "csv"),
        (_("Everything (JSON)"), "json"),
    ]
    file = poll.paper.ballots_file(poll)
    if file and (visitor.can(COUNT) or may_publish_ballots(poll)):
        found.append((file.label, file.ending))
    return [
        Download(label, reverse(f"{wing}:{ending}", args=[poll.slug])) for label, ending in found
    ]


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: str

    def answer(self) -> HttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="{self.name}"'}
        return HttpResponse(self.content, content_type=self.content_type, headers=headers)


def counted_poll(slug: str, visitor: Visitor) -> tuple[Poll, Tally]:
    poll = readable_poll(slug, visitor)
    if not poll.counted:
        raise Http404
    return poll, Tally.objects.get(poll=poll)


def table_file(poll: Poll, tally: Tally) -> File:
    rows = poll.paper.table(poll, tally.result)
    if not rows:
        raise Http404
    return File(f"{poll.slug}.csv", "text/csv; charset=utf-8", csv_text(rows))


def json_file(poll: Poll, tally: Tally) -> File:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    text = json.dumps(as_data(poll, tally), indent=1, ensure_ascii=False, cls=DjangoJSONEncoder)
    return File(f"{poll.slug}.json", "application/json", text)


def ballots_file(poll: Poll, tally: Tally, visitor: Visitor, ending: str) -> File:
    file = poll.paper.ballots_file(poll)
    if file is None or file.ending != ending:
        raise Http404
    if not (may_publish_ballots(poll) or visitor.can_or_ask(COUNT)):
        raise Http404
    # the order of the receipt codes does not show the order of voting
    bodies = Ballot.objects.filter(poll=poll).order_by("code").values_list("body", flat=True)
    text = file.text(list(bodies), tally.result)
    return File(f"{poll.slug}.{ending}", "text/plain; charset=utf-8", text)


def as_data(poll: Poll, tally: Tally) -> dict[str, Any]:
    board = BulletinBoard.objects.latest_of(poll)
    return {
        "poll": poll.frozen,
        "poll_hash": poll.frozen_hash,
        "board_hash": board.digest if board else None,
        "result": tally.result,
        "result_hash": tally.digest,
        "chain_head": poll.head,
    }
