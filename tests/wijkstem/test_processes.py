"""The Procfile's processes: they start together and end together, also with work waiting."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ready

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
BACKLOG = (
    "from django_q.tasks import async_task\nfor _ in range(100): async_task('time.sleep', 0.2)"
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A house of its own: a database with a hundred tasks waiting, and a free port."""
    tmp_path = tmp_path_factory.mktemp("processes")
    chosen = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "WIJKSTEM_MODE": "demo",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.sqlite3'}",
        "PORT": "0",
        "WEB_CONCURRENCY": "2",
    }
    ready.migrated(chosen["DATABASE_URL"])
    manage(chosen, "createcachetable")
    manage(chosen, "shell", "-v", "0", "-c", BACKLOG)
    return chosen


def manage(environment, *arguments):
    subprocess.run(
        [sys.executable, "site/manage.py", *arguments], cwd=ROOT, env=environment, check=True
    )


def processes_of(environment):
    """The processes that carry this house's folder in their environment."""
    mark = f"VAR_DIR={environment['VAR_DIR']}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("to_group", [False, True], ids=["to honcho", "to the whole group"])
def test_interrupt_ends_web_and_worker_with_a_backlog(environment, to_group):
    honcho = subprocess.Popen(
        [sys.executable, "-m", "honcho", "start", "--no-prefix"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        time.sleep(6)
        assert len(processes_of(environment)) > 6, "web and worker did not start"
        send = os.killpg if to_group else os.kill
        send(honcho.pid, signal.SIGINT)
        honcho.wait(10)
        assert processes_of(environment) == []
    finally:
        for process in processes_of(environment):
            os.kill(process, signal.SIGKILL)
