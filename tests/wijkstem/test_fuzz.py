"""No request, however malformed, breaks the site or changes what nobody allowed.

A seeded generator puts nasty values everywhere a browser can put something. Set WIJKSTEM_FUZZ to
send more requests than the default, and WIJKSTEM_FUZZ_SEED for others.
"""

import os
import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from governance.ballots.box import receipts
from tests import factories
from tests.wijkstem import access_matrix_fixtures as fixtures
from tests.wijkstem.test_access import leaves

# 600 in a run on both kinds of database: half on each, and not the same.
REQUESTS = int(os.environ.get("WIJKSTEM_FUZZ", "300"))
# Each kind of database gets requests of its own.
SEED = os.environ.get("WIJKSTEM_FUZZ_SEED", "wijkstem") + connection.vendor

NUL, ESCAPED_SURROGATE = "a\0b", '"\\ud800"'
NASTY = [
    "", " ", "\0", NUL, "\ud800", "\x7f\x1b[31m", "\r\nX-Evil: 1", "a" * 300, "a" * 5000,
    "0", "-1", "-0", "1e999", "NaN", "Infinity", "9" * 18, "9" * 25, "9" * 5000, "٣", "1.5", "0x10",
    "null", "true", "[]", "{}", ESCAPED_SURROGATE, '{"vote": "yes"}', '{"vote": ["yes"]}',
    '{"rank": ["anna"]}', '{"rank": [["anna"]]}',
    '{"points": {"bank": true}}', '{"points": {"bank": 1e999}}', '{"points": ["bank"]}',
    '{"approve": {"bank": 1}}', '{"approve": [["bank"]]}', '{"approve": ["\\u0000"]}',
    "[" * 3000, '{"a":' * 3000, "'; DROP TABLE ballots_ballot; --", "%' OR 1=1", "%s%(x)s{0}{x.y}",
    "<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "{% debug %}", "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd", "//evil.example", "https://evil.example/", "javascript:alert(1)",
    "http:///x", "//[", "http://[::1", "/\\evil.example", "\\\\evil", "/mijn/",
    "\u202e\u200b\ufeff",
    "İıßﬃ", "🗳️" * 40, "é" * 130, "e\u0301", "\ufffe", "yes", "no", "publish", "check", "change",
    "panel", "bank", "boom", "anna", "steun", "havenbuurt", "none", "nl", "en", "xx", "1",
    "0001-01-01T00:00", "9999-12-31T23:59", "2026-03-29T02:30", "2026-10-25T02:30",
]  # fmt: skip
FIELDS = [
    "vote", "approve", "place-anna", "place-bram", "points-bank", "ballot", "ranks",
    "choice", "code", "step", "next", "title",
    "text", "why", "cost", "email", "login", "action", "role", "p", "q", "wijk", "volgorde",
    "aan", "page", "return_url",
    "question", "explanation", "neighbourhood", "public", "opens_at", "closes_at", "majority",
    "majority_article", "quorum", "quorum_article", "password", "csrfmiddlewaretoken",
    "language", "\0", "a[]", "x" * 300,
    "names", "seats", "rule", "points", "points-anna", "mode", "base", "tie", "unit",
    "votes_resident", "words", "reason", "until", "number", "surname", "numbers", "whole", "act",
    "seen", "label", "public_key", "answer", "opened", "key", "doubt",
    "who", "begins_on", "ends_on", "grounds", "last_day", "sure",
    "credential", "name",
    "name", "kind", "street", "postal_code", "town", "email_consent", "website", "question-1",
    "joined_on", "who", "state", "gemaild",
    "street", "postal_code", "town", "consent", "about", "over", "results", "reminders", "work",
]  # fmt: skip
HEADERS = {
    "HTTP_HX_REQUEST": ["true", "false", "", "\xff", "1"],
    "HTTP_HX_CURRENT_URL": ["http://testserver/", "//[", "%ff%fe", "\xff", "http://[::1"],
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": ["true", "\xff"],
    "HTTP_HX_TARGET": ["panel", "%00", "\xe9"],
    "HTTP_HX_TRIGGER": ["x" * 5000, "\x01"],
    "HTTP_TRIGGERING_EVENT": ["{", "null", "[" * 2000],
    "HTTP_HX_HISTORY_RESTORE_REQUEST": ["true", "\xff"],
    "HTTP_ACCEPT_LANGUAGE": ["xx;q=9", "en;q=", "*", "nl,en;q=1e9", ",".join(["en"] * 900), "\xff"],
    "HTTP_ACCEPT": ["", "application/json", "*/*;q=x", "text/html;" * 300, "\xff"],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br;q=x", "\xff"],
    "HTTP_CONTENT_ENCODING": ["gzip", "deflate"],
    "HTTP_IF_MODIFIED_SINCE": ["yesterday", "Thu, 01 Jan 99999 00:00:00 GMT", "\xff"],
    "HTTP_IF_NONE_MATCH": ["*", '"', "W/", "x" * 4000],
    "HTTP_RANGE": ["bytes=9-1", "bytes=-99999999999999999999", "bytes=0-0,5-", "x"],
    "HTTP_REFERER": ["http://[::1", "\xff", "https://evil.example/"],
    "HTTP_ORIGIN": ["null", "http://[::1", "https://evil.example"],
    "HTTP_X_FORWARDED_FOR": ["127.0.0.1, \x00", "x" * 4000, "999.1.1.1"],
    "HTTP_X_FORWARDED_HOST": ["evil.example"],
    "HTTP_X_FORWARDED_PROTO": ["https", "javascript"],
    "HTTP_X_CSRFTOKEN": ["x", "\xff", "a" * 64],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_USER_AGENT": ["", "\xff", "x" * 4000],
    "HTTP_COOKIE": [
        *(
            f"{name}={value}"
            for name in ("sessionid", "csrftoken", "messages", "django_language")
            for value in ("x", '"\\000aaaaaaaaaaaa"', "a" * 5000, "\xff\xfe", "é", ":" * 9, "[[")
        ),
        ";;;=;",
        "=".join("abcdef"),
        'sessionid="',
    ],
}
FORM = "application/x-www-form-urlencoded"
BODIES = {
    "application/json": [b"{", b"null", b'{"vote": "yes"}', b"\xff\xfe"],
    "multipart/form-data": [b"", b"--x\r\n"],
    "multipart/form-data; boundary=x": [
        b"--x\r\nContent-Disposition: form-data\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="vote"\r\n\r\nyes',
        b'--x\r\nContent-Disposition: form-data; name="\xff"; filename="\x00"\r\n\r\nx\r\n--x--',
        b'--x\r\nContent-Disposition: form-data; name="vote"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!!\r\n--x--\r\n",
    ],
    f"multipart/form-data; boundary={'x' * 300}": [b"--x--"],
    FORM: [
        b"\xff\xfe=%ff&vote=%00",
        b"vote=yes&" * 1500,
        b"a" * 3_000_000,
        b"vote=%ED%A0%80",
        b"=&=&&;",
    ],
    f"{FORM}; charset=utf-7": [b"vote=+AAA-"],
    f"{FORM}; charset=nonsense": [b"vote=yes"],
    "text/plain": [b"vote=yes"],
    "\xff/\xff": [b"x"],
}
METHODS = (
    ["GET"] * 6 + ["POST"] * 8 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]
)
CONSEQUENCES = (
    "openen",
    "sluiten",
    "tellen",
    "steunen",
    "steun-terugnemen",
    "intrekken",
    "verwijderen",
    *("verlengen", "afgelasten", "vaststellen", "bezwaar", "opnieuw"),
    "apparaten/uitloggen",
    *("toelaten", "afwijzen", "brieven", "mailen", "opzeggen"),
    *("volmacht", "papier", "verzegelen", "ontzegelen", "oefening", "sleutels", "volledig"),
    *("benoemen", "beeindigen", "wissen"),
)
"""What these addresses end in, a POST from the right person rightly brings about: such posts come
without the token that a form of ours has."""

pytestmark = pytest.mark.django_db


@dataclass
class Call:
    """One request, as something that can be sent and shown."""

    method: str
    address: str
    body: bytes = b""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client: Client):
        return client.generic(
            self.method,
            self.address,
            self.body,
            self.content_type or "application/octet-stream",
            **self.headers,
        )

    def __str__(self) -> str:
        body = self.body[:300]
        return f"{self.method} {self.address[:300]} {self.content_type} {body!r} {self.headers}"


def mangle(text: str) -> str:
    """Percent-encoded for an address; a lone surrogate as the three bytes that it would be."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


class Mischief:
    """Makes requests; the same seed makes the same ones."""

    def __init__(self, town: fixtures.Town, seed: str) -> None:
        self.town = town
        self.chance = random.Random(seed)  # noqa: S311
        self.routes = [
            route
            for route, _view in leaves(get_resolver().url_patterns)
            if not route.startswith("beheer/")
        ]
        self.slugs = [town.straw.slug, *(poll.slug for poll in town.polls.values())]
        self.entries = [str(town.entry(role).pk) for role in fixtures.ROLES]
        self.ideas = [str(i.pk) for i in (town.own_idea, town.other_idea, town.withdrawn_idea)]

    def value(self) -> str:
        """A nasty value; now and then one that has the right look and the wrong signature."""
        kind = self.chance.random()
        if kind < 0.05:
            entry = int(self.chance.choice(self.entries))
            return self.damage(receipts.sign(receipts.new_code(), entry))
        if kind < 0.15:
            size = self.chance.randint(1, 40)
            return "".join(chr(self.chance.randint(0, 0x2FFF)) for _ in range(size))
        return self.chance.choice(NASTY)

    def damage(self, signed: str) -> str:
        at = self.chance.randrange(len(signed))
        other = self.chance.choice([c for c in string.ascii_letters if c != signed[at]])
        return signed[:at] + other + signed[at + 1 :]

    def part(self, converter: str) -> str:
        real = self.chance.random() < 0.7
        if not real:
            return mangle(self.value())
        if "slug" in converter:
            return self.chance.choice(self.slugs)
        if "entry" in converter:
            return self.chance.choice(self.entries)
        if "str:" in converter:
            return "a.webp"
        return self.chance.choice([*self.ideas, "0", "9" * 19, "9" * 5000])

    def address(self) -> str:
        route = self.chance.choice(self.routes)
        route = route.replace(r"^(\d+)/(.*)$", f"<int:pk>/{self.part('str:')}")
        wild = self.chance.choice(["", "nieuws/", "stukken/", "nieuws/bollen/", "<wild>/"])
        route = route.replace(r"^((?:[\w\-]+/)*)$", wild)
        while "<" in route:
            before, _, rest = route.partition("<")
            converter, _, after = rest.partition(">")
            route = before + self.part(converter) + after
        path = self.chance.choice(["/", "/", "/en/"]) + route
        if self.chance.random() < 0.05:
            path = path.rstrip("/") + self.chance.choice(["", "//", "/%00", "/..", "/%ff", ";x=1"])
        return path if self.chance.random() < 0.5 else f"{path}?{self.fields(mangle)}"

    def fields(self, encode: Callable[[str], str]) -> str:
        names = self.chance.choices(FIELDS, k=self.chance.randint(1, 6))
        return "&".join(f"{encode(name)}={encode(self.value())}" for name in names)

    def body(self) -> tuple[str, bytes]:
        if self.chance.random() < 0.3:
            content_type = self.chance.choice(list(BODIES))
            return content_type, self.chance.choice(BODIES[content_type])
        return FORM, self.fields(mangle).encode()

    def headers(self) -> dict[str, str]:
        names = self.chance.choices(list(HEADERS), k=self.chance.choice([0, 0, 0, 1, 2, 5]))
        return {name: self.chance.choice(HEADERS[name]) for name in names}

    def call(self) -> Call:
        method = self.chance.choice(METHODS)
        content_type, body = self.body() if method not in ("GET", "HEAD") else ("", b"")
        return Call(method, self.address(), body, content_type, self.headers())


def harmless(call: Call) -> bool:
    """Whether nothing may come of it even with the token of a form of ours."""
    path = call.address.partition("?")[0].rstrip("/")
    of_one = any(part in path for part in ("/kiezerslijst/", "/papier/", "/sleutels/"))
    return call.method != "POST" or not (path.endswith(CONSEQUENCES) or of_one)


class Clients:
    """A client of each role: one that carries the token of our forms and one that does not."""

    def __init__(self, users) -> None:
        self.users = users
        self.made: dict[tuple[str, bool], Client] = {}

    def of(self, role: str, *, with_token: bool) -> Client:
        key = role, with_token
        client = self.made.get(key)
        if client is None or (self.users[role] and "sessionid" not in client.cookies):
            client = Client(enforce_csrf_checks=not with_token, raise_request_exception=False)
            if self.users[role]:
                factories.sign_in(client, self.users[role])
            self.made[key] = client
        return client


CALLS = [
    Call("POST", "/voorstellen/indienen/", b"x", f"{FORM}; charset=ascii"),
    Call("POST", "/absent/", b"x", f"{FORM}; charset=latin-1"),
    Call("POST", "/absent/", b"--x", "multipart/form-data"),
    Call("POST", "/absent/", b"a=1&" * 1500, FORM),
    Call("GET", "/account/inloggen/?next=//["),
    Call("GET", "/account/uitloggen/?next=//["),
    Call("GET", "/mijn/?next=//["),
    Call("GET", "/bestanden/" + "9" * 5000 + "/x"),
    Call("GET", "/bestanden/" + "9" * 900 + "/x"),
    Call("GET", "/media/images/" + "a" * 300),
    Call("GET", "/media/images/..%2F..%2Fsettings.py"),
    Call("GET", "/media/images/%2E%2E"),
    Call("GET", "/static/" + "a" * 300),
    Call("GET", "/static/%00"),
    Call("GET", "/static/../../settings.py"),
    Call("GET", "/absent%00/"),
    Call("GET", "/voorstellen/?q=%00&wijk=%00&p=%00"),
    Call("GET", "/stukken/?q=%00"),
    Call("GET", "/nieuws/?p=%00"),
    Call("GET", "/demo/postvak/?aan=%00"),
    Call("GET", "/mijn/", headers={"HTTP_COOKIE": 'sessionid="\\000aaaaaaaaaaa"'}),
    Call("GET", "/voorstellen/" + "9" * 4000 + "/"),
    Call("GET", "/voorstellen/" + "9" * 19 + "/"),
    Call("GET", "/stemmingen/open-stemming/stembiljet/" + "9" * 20 + "/"),
    Call("POST", "/account/inloggen/", b"email=%00@x.nl", FORM),
    Call("POST", "/account/inloggen/code/", b"code=%00", FORM),
    Call("POST", "/demo/aanmelden/", b"role=%00&next=%00", FORM),
]


def test_a_malicious_host_header_gets_a_plain_no(db):
    for host in ("evil.example", "testserver@evil.example", "[::", "\xff", "", "testserver:x"):
        response = Client(raise_request_exception=False).get("/stijl/", headers={"host": host})
        assert response.status_code == 400, host
        assert b"evil" not in response.content


def test_what_once_broke_a_site_does_not_break_this_one(town):
    clients = Clients(town.users)
    answers = [
        (call, call.send(clients.of(role, with_token=True)))
        for role in ("visitor", "member")
        for call in CALLS
    ]
    broken = [f"{call}: {a.exc_info[1]!r}" for call, a in answers if a.status_code >= 500]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("0001-01-01T00:00", "2999-01-01T00:00"),
        ("2026-12-01T00:00", "9999-12-31T23:59"),
        ("2027-03-28T02:30", "2999-01-01T00:00"),
    ],
)
def test_a_draft_at_the_end_of_time_is_stored_or_sent_back(town, opens, closes):
    chair = Clients(town.users).of("chair", with_token=True)
    fields = {"question": "Wanneer?", "majority": "half", "quorum": "none"}
    fields |= {"opens_at": opens, "closes_at": closes}
    answer = chair.post("/stemmingen/nieuw/", fields)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert chair.get(answer.headers["Location"]).status_code == 200
        assert chair.get("/stemmingen/").status_code == 200


def test_no_request_breaks_the_site_or_changes_what_it_may_not(town, caplog):
    caplog.set_level("CRITICAL", logger="django")
    mischief = Mischief(town, SEED)
    clients = Clients(town.users)
    before = fixtures.remembered()
    broken, statuses = [], {}
    for number in range(REQUESTS):
        role = list(fixtures.ROLES)[number % len(fixtures.ROLES)]
        call = mischief.call()
        response = call.send(clients.of(role, with_token=harmless(call)))
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        if response.status_code >= 500:
            broken.append(f"{role}: {call}\n  {response.exc_info[1]!r}")
        if number % 50 == 0:
            cache.clear()  # the limit on sign-ins would hide the form behind it
            assert fixtures.remembered() == before, f"changed at or before {role}: {call}"
    assert not broken, "\n".join(broken)
    assert fixtures.remembered() == before
    assert {200, 302, 403, 404, 405} <= set(statuses), statuses
