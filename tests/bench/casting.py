"""Casts in a second through the ballot box, beside the bare floor: what the same database does when
a transaction only stores a participation and a ballot. Run as `python -m tests.bench.casting`, with
DATABASE_URL for PostgreSQL. It makes a database of its own and throws it away; it only reports."""

import os
import time
from collections.abc import Callable
from typing import Any

SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))


def rate(act: Callable[[Any], None], items: list[Any]) -> float:
    """How many of these are done in a second, one after another."""
    start = time.perf_counter()
    done = 0
    for item in items:
        act(item)
        done += 1
        if time.perf_counter() - start > SECONDS:
            break
    return done / (time.perf_counter() - start)


def measure() -> None:
    from django.db import connection, transaction

    from governance.ballots.actions import cast as cast_actions
    from governance.ballots.box import receipts
    from governance.ballots.models import Ballot, Participation
    from tests import factories

    with transaction.atomic():
        for _ in range(int(SECONDS * 600)):
            factories.member()
    rates = {}
    for mode in ("floor", "secret", "open"):
        poll = factories.resolution(mode, mode="secret" if mode == "floor" else mode)
        entries = list(poll.roll.select_related("member"))

        def store(entry: Any, poll: Any = poll) -> None:
            with transaction.atomic():
                Participation(entry=entry).save(force_insert=True)
                code = receipts.new_code()
                Ballot(code=code, poll=poll, body="{}", commitment="").save(force_insert=True)

        def cast(entry: Any, poll: Any = poll) -> None:
            said = {"code": receipts.new_code(), "choice": {"vote": "yes"}}
            cast_actions.cast(poll=poll, entry_id=entry.pk, voter=entry.member, **said)

        rates[mode] = rate(store if mode == "floor" else cast, entries)
    for mode, found in rates.items():
        ratio = found / rates["floor"]
        print(f"{connection.vendor:<11}{mode:<8}{found:7.0f} casts/s  {ratio:5.2f} of the floor")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    django.setup()
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure()
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
