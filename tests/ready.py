"""Databases with all tables in them: migrated once in a run of the tests, and copied after that.

`python -m tests.ready` migrates, so that the tests find it done."""

import atexit
import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[1]
OURS = "WIJKSTEM_TEST_RUN" not in os.environ
RUN = os.environ.setdefault("WIJKSTEM_TEST_RUN", secrets.token_hex(4))
FOLDER = Path(tempfile.gettempdir()) / f"wijkstem-{RUN}"
SERVER = os.environ.get("DATABASE_URL") or "sqlite:///"
FOLDER.mkdir(exist_ok=True)


def beside(name: str) -> str:
    """The address of the database with this name, on the server that is tested."""
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def once(name: str, make: Callable[[], None]) -> None:
    """Who asks first in a run makes it; others wait, and find it made."""
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = FOLDER / f"{name}.made"
        if not made.exists():
            make()
            made.touch()


def template(name: str, address: str) -> str:
    """The address of what is copied to this address."""
    if address.startswith("sqlite:///"):
        return f"sqlite:///{FOLDER / name}.sqlite3"
    return beside(f"wijkstem_{RUN}_{name}")


def copy(source: str, target: str) -> None:
    """The target is made, or made anew."""
    if target.startswith("sqlite:///"):
        file = target.removeprefix("sqlite:///")
        for tail in ("", "-wal", "-shm"):
            Path(file + tail).unlink(missing_ok=True)
        shutil.copy(source.removeprefix("sqlite:///"), file)
        return
    new, old = (urlsplit(address).path[1:] for address in (target, source))
    on_server(f'DROP DATABASE IF EXISTS "{new}"')  # fails where another run uses it
    on_server(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')


def drop(address: str) -> None:
    on_server(f'DROP DATABASE IF EXISTS "{urlsplit(address).path[1:]}" WITH (FORCE)')


def on_server(command: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(command)


def migrated(address: str) -> None:
    """Makes the database at this address, with all tables."""
    copy(migrated_once(address), address)


def migrated_once(address: str) -> str:
    """The address of what `migrated` copies."""
    source = template("migrated", address)
    once(f"migrated-{urlsplit(address).scheme}", lambda: migrate(source))
    return source


def migrate(address: str) -> None:
    if not address.startswith("sqlite:///"):
        on_server(f'CREATE DATABASE "{urlsplit(address).path[1:]}"')
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    command = [sys.executable, "site/manage.py", "migrate", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@atexit.register
def clean() -> None:
    """The process that began the run throws away what was copied from."""
    if not OURS:
        return
    if SERVER.startswith("postgres"):
        for name in ("migrated", "demo"):
            drop(template(name, SERVER))
    shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    migrated_once(SERVER)
