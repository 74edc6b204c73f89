"""A real house for the browser: its own database with the demo co-operative, gunicorn and the
worker as processes, and the system's Chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests import demo as demos

ROOT = Path(__file__).parents[2]
SWITCHES = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # the rest is long, and nobody reads it
}
ACCESSIBLE: set[tuple[str, tuple[int, bool], bool]] = set()
WATCH_POLICY = """document.addEventListener('securitypolicyviolation', event =>
  console.error('CSP violation: ' + event.violatedDirective + ' ' + event.blockedURI));"""


@dataclass
class House:
    """A running site: its address and the environment in which its commands run."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        return demos.manage(self.environment, *arguments)


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id) -> dict[str, str]:
    return demos.copy(tmp_path_factory.mktemp("house"), f"house_{worker_id}")


@pytest.fixture(scope="session")
def house(demo) -> Iterator[House]:
    """The demo's web server and worker, running as `make run` runs them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**demo, "PORT": str(port)}
    log = Path(demo["VAR_DIR"]) / "house.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "honcho", "-e", os.devnull, "start", "--no-prefix"],
            cwd=ROOT,
            env={**environment, "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}"},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/", process, log)
            yield House(f"http://127.0.0.1:{port}", environment)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
    said = log.read_text()
    assert "Traceback" not in said, said[-4000:]


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"{url} did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; absent: skipped, or failed where REQUIRE_CHROMIUM is set."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        say = pytest.fail if os.environ.get("REQUIRE_CHROMIUM") else pytest.skip
        say("no Chromium on this machine: the journeys in the browser were not made")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a browser. Notes everything that a page must not do."""

    page: Page
    home: str
    window: tuple[int, bool]  # its width, and whether it is dark
    twin: Page | None = None
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.add_init_script(WATCH_POLICY)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message) -> None:
        expected = "Failed to load resource: the server responded with a status of 4"
        if message.type == "error" and not message.text.startswith(expected):
            self.faults.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.faults.append(f"third party: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)
        self.look()

    def click(self, name: str, role: str = "button", exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """Checks what every page must be: accessible, and as wide as the window."""
        assert not self.faults, self.faults
        self._check_access()
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{self.page.url} is {width} pixels wider than the window"

    def _check_access(self) -> None:
        """Once for the same markup in the same window, whoever comes by it and how often."""
        markup = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", self.page.content())
        seen = (markup, self.window, self.twin is None)
        if seen in ACCESSIBLE:
            return
        found = Axe().run(self._with_scripts(), options=AXE)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        ACCESSIBLE.add(seen)

    def _with_scripts(self) -> Page:
        """The page itself; for a window without JavaScript, where axe cannot run, the same markup
        in a window that has it."""
        if self.twin is None:
            return self.page
        markup = self.page.content()
        self.twin.route(
            self.page.url, lambda route: route.fulfill(body=markup, content_type="text/html")
        )
        self.twin.goto(self.page.url)
        self.twin.unroute(self.page.url)
        return self.twin

    def text(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture
def visitor(house, chromium, request):
    """Opens a window: `visitor()` or `visitor(javascript=False, width=320)`."""
    contexts = []

    def enter(*, javascript: bool = True, width: int = 1280, dark: bool = False) -> Visitor:
        look = {
            "viewport": {"width": width, "height": 900},
            "color_scheme": "dark" if dark else "light",
            "locale": "nl-NL",
        }
        context = chromium.new_context(java_script_enabled=javascript, **look)
        contexts.append(context)
        someone = Visitor(context.new_page(), house.url, (width, dark))
        if not javascript:
            contexts.append(chromium.new_context(**look))
            someone.twin = contexts[-1].new_page()
        someone.page.set_default_timeout(15_000)
        someone.watch()
        return someone

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def at_localhost(visitor, house):
    """Browsers make passkeys for a name, not for a number; and a key ring in software."""
    someone = visitor()
    someone.home = house.url.replace("127.0.0.1", "localhost")
    ring = someone.page.context.new_cdp_session(someone.page)
    ring.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    ring.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return someone
