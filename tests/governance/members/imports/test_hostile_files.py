"""Files that somebody made, or that a computer spoiled, so that reading them goes wrong: each comes
back with a sentence, at once or once its rows were checked, and from the wrong person with a no."""

import csv
import functools
import io
import random
import time
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.members import tasks
from governance.members.imports import reading
from governance.members.imports.columns import guess
from governance.members.imports.problems import Unreadable
from governance.members.models import Member, RegisterImport
from governance.members.roles import Role
from tests.factories import member, neighbourhood, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HOME = "/beheer/leden-importeren/"
SHEET = "xl/worksheets/sheet1.xml"
TOP = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>Wijk</t></is></c></row>'
)
END = b"</sheetData></worksheet>"
LIST = b"Naam;Wijk\nAnna Bos;Haven\n"
PASSWD = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b"<!DOCTYPE x [%s]>" % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10 if n else b"ha" * 10) for n in range(9)
)


def book(*rows):
    made = openpyxl.Workbook()
    for row in rows or (("Naam", "Wijk"), ("Anna Bos", "Haven")):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_sheet(*pieces, before=b""):
    """A workbook with these bytes as the rows of its sheet."""
    old, stream = zipfile.ZipFile(io.BytesIO(book())), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w") as sheet:
            for piece in (before, TOP, *pieces, END):
                sheet.write(piece)
    return stream.getvalue()


def cell(text):
    return b'<row r="2"><c r="A2" t="inlineStr"><is><t>%s</t></is></c></row>' % text


def junk(size=3000):
    return random.Random("wijkstem").randbytes(size)  # noqa: S311


@functools.cache
def files():
    """These are turned away at once."""
    return {
        "empty": b"",
        "blanks": b" \r\n\t\r\n",
        "marks only": b"\xef\xbb\xbf",
        "truncated": book()[:-200],
        "half": book()[: len(book()) // 2],
        "spoiled": book()[:900] + junk(300) + book()[1200:],
        "zip without a workbook": zipfile.ZipFile(io.BytesIO(), "w") and b"PK\x05\x06" + b"\0" * 18,
        "bomb": with_sheet(*(b" " * 1_000_000 for _ in range(301))),
        "a file of the server": with_sheet(cell(b"&e;"), before=PASSWD),
        "a billion laughs": with_sheet(cell(b"&j;"), before=LAUGHS),
        "a million cells in a row": with_sheet(
            b'<row r="2">', b"<c><v>1</v></c>" * 1_000_000, b"</row>"
        ),
        "far columns": with_sheet(
            *(b'<row r="%d"><c r="ZZZ%d"/></row>' % (n, n) for n in range(2, 5000))
        ),
        "a column that is none": with_sheet(b'<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'),
        "a far row": with_sheet(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
        "a number too long": with_sheet(b'<row r="2"><c><v>%s</v></c></row>' % (b"9" * 5000)),
        "a million columns": b"a;b\n" + b";" * 1_000_000 + b"x\n1;2",
        "a million headings": b"a;" * 1_000_000 + b"\n1;2",
        "NUL": b"Naam;Wijk\nAn\0na;Haven",
        "half a letter": b"\xff\xfe\x00\xd8",
        "unknown letters": b"Naam;Wijk\n\x81\x8d;Haven",
        "UTF-32": LIST.decode().encode("utf-32"),
        "open quotes": b'Naam;Wijk\n"' + b"x;\n" * 50_000,
        "a cell without end": b"Naam;Wijk\n" + b"x" * 200_000,
        "old Excel": bytes.fromhex("d0cf11e0a1b11ae1") + junk(),
        "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + junk(),
        "junk": junk(),
        "junk in a zip": b"PK\x03\x04" + junk(),
    }


READ = {
    "formulas": book(("Naam", "Wijk"), ('=HYPERLINK("https://kwaad.example")', "Haven")),
    "UTF-7": "Naam;Wijk\nÄnna;Haven".encode("utf-7"),
    "escapes": with_sheet(cell(b"_x0000_a_xD800_b")),
    "right to left": "Naam;Wijk\n\u202eanna\u202c;Haven".encode(),
    "old Mac": LIST.replace(b"\n", b"\r"),
    "one row too many": b"Naam;Wijk\n" + b"Anna Bos;Haven\n" * 100_001,
    "another separator": b'sep="\nNaam"Wijk\nAnna Bos"Haven',
}
"""These are taken in, and their rows are then found wrong, or there are too many of them."""


def browser(*roles, way="mfa"):
    client = Client(raise_request_exception=False)
    sign_in(client, member("", *roles).user, way=way)
    return client


def upload(client, content):
    return client.post(HOME, {"file": SimpleUploadedFile("leden.xlsx", content)})


def sentences(answer):
    return answer.context["form"].errors.get("file", [])


def test_each_is_turned_away_with_a_sentence(secretary, client):
    client.raise_request_exception = False
    for name, content in files().items():
        began = time.monotonic()
        answer = upload(client, content)
        assert answer.status_code == 422, name
        assert len(sentences(answer)) == 1, name
        assert b"root:" not in answer.content, name
        assert time.monotonic() - began < 60, name
    assert not RegisterImport.objects.exists()


def test_an_ordinary_list_is_taken_in(secretary, client):
    """The control."""
    for content in (book(), LIST, with_sheet(cell(b"Anna"))):
        assert upload(client, content).status_code == 302
    assert RegisterImport.objects.count() == 3


@pytest.mark.parametrize("name", READ)
def test_others_are_read_and_say_what_is_wrong_with_them(secretary, client, name):
    neighbourhood("Haven")
    assert upload(client, READ[name]).status_code == 302
    source = RegisterImport.objects.get()
    guessed = guess([heading for heading, _examples in source.headings])
    fields = {f"column-{place}": field for place, field in enumerate(guessed.values())}
    answer = client.post(f"{HOME}{source.pk}/kolommen/", fields)
    assert answer.status_code == 302
    tasks.check_import(source.pk)
    source.refresh_from_db()
    page = client.get(f"{HOME}{source.pk}/")
    assert page.status_code == 200
    assert "Anna" not in [one.name for one in Member.objects.all()]
    if name == "one row too many":
        assert source.state == "failed"
        assert "100000" in page.context["page"].problem
        return
    assert source.counts == {"wrong": 1}
    assert 'value="start"' not in page.content.decode()
    problems = client.get(f"{HOME}{source.pk}/problemen/")
    table = list(csv.reader(io.StringIO(problems.content.decode()), delimiter=";"))
    assert not [cell for row in table for cell in row if cell[:1] in "=+-@" and cell]


def test_from_the_wrong_person_nothing_is_even_read(prepared_once, monkeypatch):
    read = []
    monkeypatch.setattr(reading, "read", lambda content: read.append(content))
    wrong = [browser(*roles) for roles in ((), (Role.EDITOR,), (Role.CHAIR,), (Role.TREASURER,))]
    wrong += [browser(Role.COUNTING), Client(), browser(Role.SECRETARY, way="code")]
    for client in wrong:
        for content in files().values():
            assert upload(client, content[:2_000_000]).status_code in (302, 403)
    assert read == []
    assert not RegisterImport.objects.exists()


def test_a_wide_sheet_is_turned_away_before_it_takes_the_memory():
    for name in ("a million cells in a row", "far columns"):
        with pytest.raises(Unreadable) as error:
            reading.first_rows(files()[name])
        assert error.value.where
