"""No request to a back-office page of ours, however malformed, breaks it or changes what nobody
allowed. WIJKSTEM_FUZZ and WIJKSTEM_FUZZ_SEED as in `test_fuzz.py`."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from governance.joining.models import Question
from governance.members.models import (
    ImportRow,
    MemberEvent,
    MemberKind,
    Neighbourhood,
    RegisterExport,
    RegisterImport,
)
from tests import factories
from tests.wijkstem import access_matrix_fixtures as fixtures
from tests.wijkstem import matrix_back_office as matrix
from tests.wijkstem.test_back_office_roles import words
from tests.wijkstem.test_fuzz import CALLS as KNOWN
from tests.wijkstem.test_fuzz import (
    FIELDS,
    FORM,
    REQUESTS,
    SEED,
    Call,
    Mischief,
    mangle,
)

pytestmark = pytest.mark.django_db
MORE_FIELDS = [
    *(
        "id",
        "on",
        "columns",
        "form",
        "number",
        "joined_on",
        "email",
        "email_consent_on",
        "standing",
    ),
    *(
        "ordering",
        "uitkomst",
        "file",
        "column-0",
        "column-1",
        "column-99",
        "votes",
        "order",
        "slug",
    ),
    *("level", "parent", "name_en", "key", "timestamp_from", "user", "consent", "neighbourhood"),
]
RIGHT_FIELDS = {
    "suspend": b"on=2026-11-01&reason=x",
    "leave": b"on=2026-11-01",
    "lift": b"reason=x",
    "stay": b"reason=x",
    "doen": b"act=cancel",
    "export": b"columns=name&columns=email&form=csv",
    "new": b"name=Evil&name_en=Evil&key=evil&level=wijk&order=1&votes=9&kind=resident&language=nl"
    b"&joined_on=2026-01-05&neighbourhood={place}",
    "edit": b"name=Evil&name_en=Evil&level=wijk&order=1&votes=9&kind=resident&language=nl"
    b"&joined_on=2026-01-05&neighbourhood={place}&email=evil@wijk.example",
    "delete": b"",
    "kolommen": b"column-0=name&column-1=neighbourhood",
}
"""What would do something, from who may."""


class OfficeMischief(Mischief):
    """Makes requests to the addresses of the matrix."""

    def __init__(self, town, seed, values):
        super().__init__(town, seed)
        self.addresses = [address for address, _who, _outcome in matrix.ROWS]
        self.values = values

    def address(self):
        parts = dict(self.values)
        if self.chance.random() < 0.3:
            nasty = [mangle(self.value()), "9" * 19, "0", "_00", "%00", "-1", "9" * 4000]
            parts = {name: self.chance.choice(nasty) for name in parts}
        path = "/beheer/" + self.chance.choice(self.addresses).format(**parts)
        if self.chance.random() < 0.3:
            path += (
                f"?id={parts['member']}&id={self.chance.choice(['9' * 18, '9' * 40, '%00', '٣'])}"
            )
        return path if self.chance.random() < 0.5 else f"{path}?{self.fields(mangle)}"

    def fields(self, encode):
        names = self.chance.choices(FIELDS + MORE_FIELDS, k=self.chance.randint(1, 6))
        return "&".join(f"{encode(name)}={encode(self.value())}" for name in names)


READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")


def state():
    """What no request without a right to it may change."""
    return fixtures.remembered() | {
        "members": list(fixtures.Member.objects.order_by("pk").values()),
        "kinds": list(MemberKind.objects.values()),
        "places": list(Neighbourhood.objects.values()),
        "questions": list(Question.objects.values()),
        "imports": list(RegisterImport.objects.values("pk", "state", "mapping")),
        "counts": [one.objects.count() for one in (ImportRow, MemberEvent, RegisterExport)],
    }


class Crowd:
    """A browser of each role, signed in anew where a request ended that."""

    def __init__(self, town):
        self.users, self.made = town.users, {}

    def of(self, role, way="mfa"):
        client = self.made.get((role, way))
        if client is None or (self.users[role] and "_auth_user_id" not in client.session):
            client = self.made[role, way] = Client(raise_request_exception=False)
            if self.users[role]:
                factories.sign_in(client, self.users[role], way=way)
        return client


def undone(client, call, before):
    """The answer, and whether it changed what was there before; that is undone."""
    wrote = []

    def watch(execute, sql, params, many, context):
        if not sql.startswith(READS):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            answer = call.send(client)
        changed = bool(wrote) and state() != before
        transaction.set_rollback(True)
    return answer, changed


def may(role, way, call):
    """Whether this role may act at this address at all."""
    path = call.address.removeprefix("/beheer/").partition("?")[0]
    rows = [row for row in matrix.ROWS if path.startswith(row[0].partition("{")[0])]
    nearest = max(rows, key=lambda row: len(row[0].partition("{")[0]))
    return way == "mfa" and role in nearest[1]


def test_no_request_breaks_the_back_office_or_changes_what_it_may_not(town, caplog):
    caplog.set_level("CRITICAL", logger="django")
    mischief, crowd = OfficeMischief(town, SEED, words(town)), Crowd(town)
    wrong, seen, before = [], {}, state()
    for number in range(REQUESTS // 4):
        role = list(fixtures.ROLES)[number % len(fixtures.ROLES)]
        way = "code" if number % 5 == 0 else "mfa"
        call = mischief.call()
        answer, changed = undone(crowd.of(role, way), call, before)
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        if answer.status_code >= 500:
            wrong.append(f"{role}: {call}\n  {answer.exc_info[1]!r}")
        if changed and not may(role, way, call):
            wrong.append(f"{role} changed something: {call}")
        if number % 50 == 0:
            cache.clear()
    assert not wrong, "\n".join(wrong)
    assert {200, 302, 404, 405} <= set(seen), seen


@pytest.mark.parametrize("role", fixtures.ROLES)
@pytest.mark.any_database
@pytest.mark.usefixtures("bare_refusals")
def test_the_right_words_from_the_wrong_person_change_nothing(town, role):
    values, crowd, did, wrong = words(town), Crowd(town), 0, []
    before = state()
    for address, who, _outcome in matrix.ROWS:
        verb = address.strip("/").split("/")[-1]
        verb = verb if verb in RIGHT_FIELDS else address.strip("/").split("/")[-2:][0]
        body = RIGHT_FIELDS.get(verb, b"").replace(b"{place}", str(values["place"]).encode())
        here = f"/beheer/{address.format(**values)}?id={values['member']}"
        for way in ("mfa", "code"):
            answer, changed = undone(crowd.of(role, way), Call("POST", here, body, FORM), before)
            did += changed
            if answer.status_code >= 500 or (changed and not (way == "mfa" and role in who)):
                wrong.append(f"{way} {here}: {answer.status_code}")
    assert wrong == []
    assert (did > 5) is (role in matrix.SEE), did


def test_what_breaks_other_pages_does_not_break_these(town):
    values, crowd, before = words(town), Crowd(town), state()
    for address, _who, _outcome in matrix.ROWS:
        path = "/beheer/" + address.format(**dict.fromkeys(values, "%00"))
        for call in (
            Call("GET", path),
            *(Call(c.method, path, c.body, c.content_type) for c in KNOWN[:4]),
        ):
            assert undone(crowd.of("secretary"), call, before)[0].status_code < 500, call
