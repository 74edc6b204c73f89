"""Databases with all tables in them, to copy: one is kept from run to run for each set of
migrations."""

import atexit
import fcntl
import functools
import hashlib
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[1]
OURS = "WIJKSTEM_TEST_RUN" not in os.environ
# Says which process throws away what the run made, and on which machine.
MACHINE = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
RUN = os.environ.setdefault("WIJKSTEM_TEST_RUN", f"{MACHINE}_{os.getpid()}_{secrets.token_hex(2)}")
FOLDER = Path(tempfile.gettempdir()) / f"wijkstem-{RUN}"
SERVER = os.environ.get("DATABASE_URL") or "sqlite:///"
FOLDER.mkdir(exist_ok=True)
KEPT = ROOT / ".cache" / "tests"
TOPS = ("governance", "budgets", "proposals", "content", "site", "tests")
# The files that say what a migrated database is.
MADE_OF = (
    *(f"{top}/**/migrations/*.py" for top in TOPS),
    *("governance/ballots/verification/triggers.py", "requirements/run.lock"),
)
MOST_KEPT = 3


def address(name: str) -> str:
    """Of a database that lives as long as this run, on the server that is tested."""
    if SERVER.startswith("sqlite:///"):
        return f"sqlite:///{FOLDER / name}.sqlite3"
    return beside(f"wijkstem_{RUN}_{name}")


def beside(name: str) -> str:
    server = urlsplit(SERVER)
    return f"{server.scheme}://{server.netloc}/{name}?{server.query}"


def database(address: str) -> str:
    """Its name, as a server or Django calls it."""
    return urlsplit(address).path[1:]


def once(name: str, make: Callable[[], object]) -> None:
    """The first process of a run that asks makes it; others wait, and find it made."""
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = FOLDER / f"{name}.made"
        if not made.exists():
            make()
            made.touch()


def migrated(address: str) -> None:
    """Makes the database at this address, with all tables."""
    copy(kept_migrated(address), address)


def copy(source: str, target: str) -> None:
    old, new = database(source), database(target)
    if target.startswith("sqlite:///"):
        for tail in ("", "-wal", "-shm"):
            Path(new + tail).unlink(missing_ok=True)
        shutil.copy(old, new)
        return
    on_server(f'DROP DATABASE IF EXISTS "{new}"')
    on_server(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')


THERE = "SELECT 1 FROM pg_database WHERE datname = %s"


def on_server(command: str, *values: str) -> list[tuple[str]]:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        answer = connection.execute(command, values or None)
        return answer.fetchall() if answer.description else []


def kept_migrated(address: str) -> str:
    """The address of what `migrated` copies."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if address.startswith("sqlite:///"):
        file = KEPT / f"{fingerprint()}.sqlite3"
        once("migrated-sqlite", lambda: file.exists() or migrate_file(file))
        return f"sqlite:///{file}"
    name = f"wijkstem_migrated_{fingerprint()}"
    once("migrated-postgres", lambda: on_server(THERE, name) or migrate_on_server(name))
    return beside(name)


@functools.cache
def fingerprint() -> str:
    """Changes with the migrations, the triggers and the packages."""
    found = hashlib.sha256(sys.version.encode())
    for file in sorted(file for pattern in MADE_OF for file in ROOT.glob(pattern)):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def migrate_file(file: Path) -> None:
    making = file.with_suffix(f".{os.getpid()}")
    migrate(f"sqlite:///{making}")
    making.replace(file)
    for old in by_age(KEPT.glob("*.sqlite3"))[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def migrate_on_server(name: str) -> None:
    """Under another name first, so that nobody copies half of it."""
    making = f"{name}_{os.getpid()}"
    on_server(f'CREATE DATABASE "{making}"')
    migrate(beside(making))
    try:
        on_server(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    except psycopg.errors.DuplicateDatabase:  # another checkout was quicker
        on_server(f'DROP DATABASE "{making}"')
    (KEPT / f"{name}.postgres").touch()
    for old in by_age(KEPT.glob("*.postgres"))[MOST_KEPT:]:
        on_server(f'DROP DATABASE IF EXISTS "{old.stem}"')
        old.unlink(missing_ok=True)


def by_age(files: Iterable[Path]) -> list[Path]:
    """The newest first."""
    return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)


def migrate(address: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    command = [sys.executable, "site/manage.py", "migrate", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def throw_away(run: str) -> None:
    """The databases and the files of a run."""
    if SERVER.startswith("postgres"):
        for (name,) in on_server(MADE_BY, f"wijkstem_{run}_"):
            on_server(f'DROP DATABASE "{name}" WITH (FORCE)')
    shutil.rmtree(FOLDER.with_name(f"wijkstem-{run}"), ignore_errors=True)


MADE_BY = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"


def sweep() -> None:
    """Throws away what killed runs left behind."""
    left = [folder.name for folder in FOLDER.parent.glob(f"wijkstem-{MACHINE}_*")]
    if SERVER.startswith("postgres"):
        left += [name for (name,) in on_server(MADE_BY, f"wijkstem_{MACHINE}_")]
    runs = {re.match(rf"wijkstem.({MACHINE}_(\d+)_\w{{4}})", name) for name in left}
    for run, process in {found.groups() for found in runs if found}:
        if not running(int(process)):
            throw_away(run)


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # of another user
        return True
    return True


if OURS:
    sweep()
    atexit.register(throw_away, RUN)
