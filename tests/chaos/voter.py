"""A member at a browser who does not give up: opens the paper, casts, and casts the same ballot
again until the receipt is there."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LOST = (OSError, http.client.HTTPException)


@dataclass
class Voter:
    """One seat: a session that is signed in, and the roll entry to vote on."""

    session: str
    address: str
    choice: str
    receipt: str | None = None
    tries: int = 0
    odd: list[str] = field(default_factory=list)

    def vote(self, url: str, stop: threading.Event) -> None:
        """Until there is a receipt, or the storm is over."""
        form: dict[str, str] | None = None
        while self.receipt is None and not stop.is_set():
            try:
                if form is None:
                    form = self.paper(url)
                self.cast(url, form)
            except LOST:
                time.sleep(0.2)

    def paper(self, url: str) -> dict[str, str] | None:
        status, page, cookie = self.ask(url, "GET", self.address, {}, "")
        codes = re.findall(r'name="code" value="([^"]+)"', page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if status != 200 or not codes or not token:
            self.odd.append(f"paper: {status}")
            time.sleep(0.2)
            return None
        choice = f'{{"vote": "{self.choice}"}}'
        return {
            "cookie": cookie,
            "csrfmiddlewaretoken": token[1],
            "code": codes[0],
            "choice": choice,
        }

    def cast(self, url: str, form: dict[str, str] | None) -> None:
        if form is None:
            return
        self.tries += 1
        fields = {key: value for key, value in form.items() if key != "cookie"}
        status, page, _cookie = self.ask(
            url, "POST", f"{self.address}uitbrengen/", fields, form["cookie"]
        )
        code = re.search(r'receipt__code"[^>]*>\s*<code[^>]*>([0-9A-Z ]+)</code>', page)
        if status == 200 and code:
            self.receipt = code[1].replace(" ", "")
        else:
            self.odd.append(f"cast: {status}")
            time.sleep(0.2)

    def ask(
        self, url: str, method: str, path: str, fields: dict[str, str], csrf: str
    ) -> tuple[int, str, str]:
        """Status, page and the token cookie that came with it, of one request."""
        place = urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={csrf}", "Origin": url}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields) or None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            cookie = re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie", ""))
            return answer.status, page, cookie[1] if cookie else csrf
        finally:
            connection.close()
