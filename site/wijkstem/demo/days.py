"""The days of the demo, counted from today; negative days are in the past."""

import datetime
from typing import Any

from django.utils import timezone


def moment(days: int) -> datetime.datetime:
    """Eight in the evening, that many days from today."""
    on = timezone.localdate() + datetime.timedelta(days=days)
    return datetime.datetime.combine(on, datetime.time(20), timezone.get_current_timezone())


def planned_end(data: dict[str, Any]) -> datetime.datetime:
    """When a vote was to close as it opened; an extension comes later."""
    return moment(data.get("extended", {}).get("before", data["closes"]))
