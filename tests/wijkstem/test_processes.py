"""The Procfile's processes: they start together and end together, also with work waiting."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests import ready

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
BACKLOG = """
from django.core.management import call_command
from django_q.tasks import async_task
call_command("createcachetable")
for _ in range(100):
    async_task("time.sleep", 0.2)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A house of its own: a database with a hundred tasks waiting, and a free port."""
    tmp_path = tmp_path_factory.mktemp("processes")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chosen = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "WIJKSTEM_MODE": "demo",
        "SECRET_KEY": "demo-only-processes",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.sqlite3'}",
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
    }
    ready.migrated(chosen["DATABASE_URL"])
    subprocess.run(
        [sys.executable, "site/manage.py", "shell", "-v", "0", "-c", BACKLOG],
        cwd=ROOT,
        env=chosen,
        check=True,
    )
    return chosen


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


def until(started):
    for _ in range(600):
        if started():
            return
        time.sleep(0.1)
    pytest.fail("web and worker did not start")


def web_answers(environment):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}/stijl/", timeout=5).close()
    except (urllib.error.URLError, OSError):
        return False
    return True


def tasks_done(environment):
    with closing(sqlite3.connect(Path(environment["VAR_DIR"]) / "house.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM django_q_task").fetchone()[0]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("to_group", [False, True], ids=["to honcho", "to the whole group"])
def test_interrupt_ends_web_and_worker_with_a_backlog(environment, to_group):
    before = tasks_done(environment)
    honcho = subprocess.Popen(
        [sys.executable, "-m", "honcho", "-e", os.devnull, "start", "--no-prefix"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: web_answers(environment) and tasks_done(environment) > before)
        assert len(processes_of(environment)) > 6, "web and worker did not start"
        send = os.killpg if to_group else os.kill
        send(honcho.pid, signal.SIGINT)
        honcho.wait(30)
        assert processes_of(environment) == []
    finally:
        for process in processes_of(environment):
            os.kill(process, signal.SIGKILL)
