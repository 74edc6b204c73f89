"""What the board accounts for: retention, and the record of processing (GDPR art. 30)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.capabilities import SEE_RECORDS
from governance.members.models import RegisterSettings, RetentionRun
from governance.members.privacy.declarations import Rule
from governance.members.privacy.record import entries
from governance.members.privacy.retention import due_counts, rules


@dataclass(frozen=True)
class RuleLine:
    """One rule in words, what went the last time, and what would go now."""

    rule: Rule
    kept: str
    went: int
    due: int
    failed: bool


@page(SEE_RECORDS)
def retention(request: HouseRequest) -> HttpResponse:
    settings = RegisterSettings.load()
    due = due_counts(timezone.now(), settings)
    runs = list(RetentionRun.objects.all()[:10])
    last = runs[0] if runs else None
    lines = [
        RuleLine(
            rule=rule,
            kept=rule.period.in_words(settings),
            went=last.counts.get(key, 0) if last else 0,
            due=due[key],
            failed=last is not None and key in last.failed,
        )
        for key, rule in rules().items()
    ]
    context = {"lines": lines, "last": last, "runs": runs, "total": sum(due.values())}
    return render(request, "members/board/retention.html", context)


@page(SEE_RECORDS)
def processing(request: HouseRequest) -> HttpResponse:
    context = {"entries": entries(RegisterSettings.load())}
    return render(request, "members/board/processing.html", context)
