"""All data about one person, in one file."""

import datetime
import io
import json
import zipfile
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from governance.csv_files import csv_text
from governance.members.models import User
from governance.members.privacy import export

Parts = dict[str, list[dict[str, Any]]]


def archive(user: User) -> bytes:
    """A zip with `my-data.json`, a table for each part and an explanation."""
    parts, moment = export.gather(user), timezone.localtime()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("readme.txt", readme(user, parts, moment))
        zipped.writestr("my-data.json", as_json(parts, moment))
        for name, rows in parts.items():
            if rows:
                zipped.writestr(f"csv/{name}.csv", table(rows))
    return packed.getvalue()


def as_json(parts: Parts, moment: datetime.datetime) -> str:
    data = {"made_at": moment.isoformat(), **parts}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def table(rows: list[dict[str, Any]]) -> str:
    # No cell is a formula for a spreadsheet.
    return csv_text([list(rows[0]), *([cell(value) for value in row.values()] for row in rows)])


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def readme(user: User, parts: Parts, moment: datetime.datetime) -> str:
    about = {name: part.about for name, part in export.parts().items()}
    context = {
        "user": user,
        "moment": moment,
        "parts": [(name, about[name], len(rows)) for name, rows in parts.items()],
    }
    return render_to_string("mine/readme.txt", context)
