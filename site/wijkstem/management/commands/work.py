"""`manage.py work`: django-q2's cluster, ended quickly and cleanly."""
# A service manager sends SIGTERM to the whole process group. The cluster hangs on that, since its
# parts then end without telling each other. So it gets a group of its own, the signal goes to its
# leader alone, and what has not ended in time is killed: tasks are delivered again.

import os
import signal
import subprocess
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand

# Seconds between the wish to stop and the kill; honcho itself waits 5.
PATIENCE = 3.5


class Command(BaseCommand):
    help = "Runs the worker until it is told to stop."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        cluster = subprocess.Popen(  # noqa: S603
            [sys.executable, sys.argv[0], "qcluster"], start_new_session=True
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop(cluster))
        sys.exit(0 if cluster.wait() in (0, -signal.SIGKILL) else 1)


def stop(cluster: subprocess.Popen[bytes]) -> None:
    cluster.terminate()
    timer = threading.Timer(PATIENCE, os.killpg, (cluster.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
