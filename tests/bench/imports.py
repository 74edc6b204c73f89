"""A list of 50,000 members through the whole house: uploaded, columns named, every row checked and
brought in, by a worker of its own that runs as in production. Run as `python -m tests.bench.imports
[rows] [csv|xlsx] [new|changed]`, with DATABASE_URL for PostgreSQL. It makes a database of its own
and throws it away; it only reports."""

import csv
import datetime
import io
import itertools
import os
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).parents[2]
HEADINGS = "Lidnummer;Naam;Soort;Wijk;Straat;Postcode;Plaats;E-mail;Taal;Lid sinds;Toestemming"
FIRST = ["Anna", "Bram", "Carla", "Daan", "Els", "Fatima", "Gijs", "Hana", "Ivo", "Jet", "Karim"]
LAST = ["Bos", "Visser", "Smit", "Mulder", "Yilmaz", "Bakker", "Dekker", "Jansen", "Peters", "Vos"]
LIMIT = 60


def people(rows: int, street: str, domain: str) -> list[list[Any]]:
    """Invented members; every fifth has no e-mail address."""
    chance = random.Random(rows)  # noqa: S311
    made = []
    for number in range(1, rows + 1):
        joined = datetime.date(2001, 1, 1) + datetime.timedelta(days=chance.randrange(9000))
        email = "" if number % 5 == 0 else f"lid{number}@{domain}.example"
        made.append(
            [
                number,
                f"{chance.choice(FIRST)} {chance.choice(LAST)}",
                chance.choice(["bewoner", "organisatie"]),
                chance.choice(["Havenbuurt", "Centrum"]),
                f"{street} {number}",
                f"{1000 + number % 9000} {chance.choice('ABCD')}K",
                "Brugstad",
                email,
                chance.choice(["nl", "en"]),
                joined,
                joined if email else None,
            ]
        )
    return made


def as_file(form: str, rows: list[list[Any]]) -> bytes:
    if form == "csv":
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(HEADINGS.split(";"))
        writer.writerows(rows)
        return text.getvalue().encode()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS.split(";"))
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class Worker:
    """A worker with its processes: the most memory that one of them had, in MB, and the seconds
    that the processor gave them all. On a machine with other work that says more than a clock."""

    def __init__(self, url: str, log: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "site/manage.py", "qcluster"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "WIJKSTEM_MODE": "test", "LOG_LEVEL": "INFO"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.memory: dict[str, float] = {}
        self.seconds: dict[str, float] = {}
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        while self.process.poll() is None:
            self.look()
            time.sleep(2)

    def look(self) -> None:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                told = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(told[2]) != self.process.pid:  # its group
                    continue
                status = (folder / "status").read_text()
            except OSError:
                continue
            self.seconds[folder.name] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
            found = re.search(r"VmHWM:\s+(\d+)", status)
            self.memory[folder.name] = int(found[1]) / 1024 if found else 0

    def used(self) -> float:
        self.look()
        return sum(self.seconds.values())


def wait(source: Any, *states: str) -> None:
    while True:
        source.refresh_from_db(fields=["state", "problem", "done", "counts"])
        if source.state in states:
            return
        if source.state == "failed":
            sys.exit(f"failed: {source.problem}")
        time.sleep(0.2)


def measure(form: str, content: bytes, worker: Worker) -> None:
    from governance.members.actions import imports
    from governance.members.imports.columns import guess
    from tests.factories import actor

    before, own, times = worker.used(), time.process_time(), [time.perf_counter()]
    source = imports.upload(name=f"leden.{form}", content=content, by=actor("bench"))
    times.append(time.perf_counter())
    columns = guess([heading for heading, _rows in source.headings])
    imports.check_import(source=source, columns=columns, defaults={})
    times.append(time.perf_counter())
    wait(source, "checked")
    times.append(time.perf_counter())
    counts = dict(source.counts)
    imports.start_import(source=source)
    wait(source, "imported")
    times.append(time.perf_counter())
    parts = [end - begin for begin, end in itertools.pairwise(times)]
    labels = ("upload", "columns", "check", "import")
    said = "  ".join(f"{label} {part:.1f}" for label, part in zip(labels, parts, strict=True))
    total = times[-1] - times[0]
    verdict = "within" if total < LIMIT else "OVER"
    print(f"{form}, {counts}: {said}  total {total:.1f} s ({verdict} {LIMIT})")
    work, here = worker.used() - before, time.process_time() - own
    print(f"  of the processor: worker {work:.1f} s, here {here:.1f} s", flush=True)


def run(rows: int, form: str, folder: Path) -> None:
    from django.db import connection

    from governance.members.models import Member, Neighbourhood

    for name in ("Havenbuurt", "Centrum"):
        Neighbourhood.objects.get_or_create(name=name, slug=name.lower())
    target = str(connection.settings_dict["NAME"])
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{target}"
    if connection.vendor == "postgresql":
        url = re.sub(r"/[^/]*$", f"/{target}", url)
    log = (folder / "worker.log").open("w+")
    worker = Worker(url, log)
    time.sleep(4)
    try:
        print(f"{connection.vendor}, {rows} rows")
        # all new; another street; another e-mail address, so all the old ones are told
        for street, domain in (("Kade", "wijk"), ("Gracht", "wijk"), ("Gracht", "nieuw")):
            measure(form, as_file(form, people(rows, street, domain)), worker)
        assert Member.objects.filter(street__startswith="Gracht").count() == rows
    finally:
        worker.process.terminate()
        worker.process.wait(30)
    log.seek(0)
    for line in log:
        if "held the register" in line or "Error" in line:
            print(" ", line.strip()[20:])
    print(f"  most memory of a worker's process: {max(worker.memory.values()):.0f} MB")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    form = sys.argv[2] if len(sys.argv) > 2 else "csv"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    django.setup()
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        run(rows, form, Path(settings.VAR))
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
