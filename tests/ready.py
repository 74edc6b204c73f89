"""A SQLite database with all tables, for houses that run as processes of their own: migrated once
in a run of the tests, and copied after that."""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
MADE = Path(tempfile.gettempdir()) / f"wijkstem-{RUN}.sqlite3"


def migrated(environment: Mapping[str, str]) -> None:
    """Puts the tables where DATABASE_URL of this environment says, a file that is not there yet."""
    address = environment["DATABASE_URL"]
    assert address.startswith("sqlite:///"), address
    with MADE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not MADE.exists():
            raw = MADE.with_suffix(".raw")
            making = {**environment, "DATABASE_URL": f"sqlite:///{raw}"}
            command = [sys.executable, "site/manage.py", "migrate", "-v", "0"]
            subprocess.run(command, cwd=ROOT, env=making, check=True)
            raw.rename(MADE)
            for file in (MADE, MADE.with_suffix(".lock")):
                atexit.register(file.unlink, missing_ok=True)
        shutil.copy(MADE, address.removeprefix("sqlite:///"))
