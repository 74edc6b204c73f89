"""The demo co-operative, loaded once in a run and copied."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import ready

ROOT = Path(__file__).parents[1]


def copy(folder: Path, name: str) -> dict[str, str]:
    """The environment of a house with a demo of its own: files in the folder, and a database of
    this name on the kind of server that is tested."""
    source, address = ready.address("demo"), ready.address(name)
    files = ready.FOLDER / "demo"
    ready.once("demo", lambda: load(surroundings(files, source)))
    ready.copy(source, address)
    shutil.copytree(files, folder, dirs_exist_ok=True)
    return surroundings(folder, address)


def surroundings(folder: Path, address: str) -> dict[str, str]:
    """The environment of a house that keeps its files and its database here."""
    return {
        **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")},
        "WIJKSTEM_MODE": "demo",
        "SECRET_KEY": "demo-only-journeys",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "REDIS_URL": "",
        "DATABASE_URL": address,
    }


def load(environment: dict[str, str]) -> None:
    ready.migrated(environment["DATABASE_URL"])
    manage(environment, "load_demo")


def manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "site/manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
