"""A house that is killed and started again: gunicorn and the worker as the Procfile starts them."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests import ready

ROOT = Path(__file__).parents[2]
PROCFILE = dict(
    line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line
)


class House:
    """Its own database, port and processes. `kill` ends some of them without any warning."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "house.log"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **{key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "WIJKSTEM_MODE": "demo",
            "SECRET_KEY": "demo-only-chaos",
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "WARNING",
            "REDIS_URL": "",
            "PORT": str(port),
            "WEB_CONCURRENCY": "2",
            "DATABASE_URL": ready.address(f"chaos_{os.getpid()}"),
        }

    def manage(self, *arguments: str, code: str = "") -> str:
        """Runs a command of manage.py; with `code` on its standard input."""
        done = subprocess.run(
            [sys.executable, "site/manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=code,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name: str) -> None:
        command = re.sub(
            r"\$\{?(\w+)(?::-[^}]*)?\}?", lambda m: self.environment[m[1]], PROCFILE[name]
        )
        with self.log.open("a") as output:
            self.running[name] = subprocess.Popen(
                shlex.split(command),
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until the web server answers."""
        for _ in range(400):
            try:
                urllib.request.urlopen(f"{self.url}/stijl/", timeout=5).close()  # noqa: S310
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the web server does not answer: {self.log.read_text()[-3000:]}")

    def family(self, name: str) -> list[int]:
        """The process and all that came from it, the oldest first."""
        found = [self.running[name].pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    found += map(int, task.read_text().split())
                except OSError:
                    continue
        return found

    def kill(self, name: str, *, whole: bool) -> None:
        """SIGKILL: to the whole family, which is then started again, or to its youngest member."""
        family = self.family(name)
        for pid in family if whole else family[-1:]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if whole or len(family) == 1:
            self.running[name].wait(20)
            self.start(name)

    def end(self) -> None:
        for name in self.running:
            for pid in self.family(name):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            self.running[name].wait(20)
