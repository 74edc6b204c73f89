"""Crowds for the tests of the ballot box: many people at the same moment, each on a database
connection of their own. With WIJKSTEM_STORM=1 the tests run in full numbers (`make storm`)."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

FULL = os.environ.get("WIJKSTEM_STORM") == "1"

Job = Callable[[], Any]


def size(reduced: int, full: int) -> int:
    """The number for this run: the reduced share in every test run, the full one in a storm."""
    return full if FULL else reduced


@contextmanager
def crowd(people: int) -> Iterator[Callable[[Sequence[Job]], list[Any]]]:
    """Threads that keep their connection. Gives `together(jobs)`, which starts all jobs at the
    same moment and returns what each gave: a value, or the exception it raised."""
    with ThreadPoolExecutor(people) as pool:

        def together(jobs: Sequence[Job]) -> list[Any]:
            start = threading.Barrier(len(jobs))

            def run(job: Job) -> Any:
                start.wait(60)
                try:
                    return job()
                except Exception as error:
                    return error

            return list(pool.map(run, jobs))

        try:
            yield together
        finally:
            together([connections.close_all] * people)
