"""Larger co-operatives queue and cache on Redis: a task goes in here and is done by a worker."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from tests import ready

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
ENQUEUE_AND_WAIT = """
from django.core.cache import cache
from django_q.tasks import async_task, result
task = async_task("math.factorial", 5)
cache.set("wijkstem-test", "kept")
print(result(task, wait=20_000), cache.get("wijkstem-test"))
"""


@pytest.fixture
def environment(tmp_path):
    try:
        redis.Redis.from_url(URL, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        say = pytest.fail if os.environ.get("REQUIRE_REDIS") else pytest.skip
        say(f"no Redis answers at {URL}: {error}")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "WIJKSTEM_MODE": "demo",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.sqlite3'}",
        "REDIS_URL": URL,
    }


def manage(environment, *arguments):
    command = [sys.executable, "site/manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_worker_takes_tasks_from_redis(environment):
    ready.migrated(environment["DATABASE_URL"])
    worker = subprocess.Popen(
        [sys.executable, "site/manage.py", "work"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        said = manage(environment, "shell", "-v", "0", "-c", ENQUEUE_AND_WAIT)
        assert said.split() == ["120", "kept"]
    finally:
        worker.terminate()
        worker.wait(10)
