"""The pages on which a list of members is brought in."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from governance.members import tasks
from governance.members.imports.columns import guess
from governance.members.models import ImportRow, Member, RegisterImport
from governance.members.roles import Role
from tests.factories import neighbourhood

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HOME = "/beheer/leden-importeren/"
LIST = "Naam;Soort;Wijk;Taal;Lid sinds;E-mail\r\n"
ANNA = "Anna Bos;bewoner;Haven;nl;3-1-2020;anna@wijk.example\r\n"
WRONG = "=Bram;keizer;Elders;nl;gisteren;bram\r\n"


@pytest.fixture
def secretary(as_member, client):
    neighbourhood("Haven")
    as_member("Henk", Role.SECRETARY)
    group = Group.objects.get(name=Role.SECRETARY.value)
    group.permissions.add(
        *Permission.objects.filter(codename__in=["import_member", "access_admin"])
    )
    return client


def upload(client, content, name="leden.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(HOME, {"file": SimpleUploadedFile(name, data)})


def fields(source):
    guessed = guess([heading for heading, _examples in source.headings])
    return {f"column-{place}": field for place, field in enumerate(guessed.values())}


def check(client, content):
    answer = upload(client, content)
    source = RegisterImport.objects.latest("pk")
    assert answer.headers["Location"] == f"{HOME}{source.pk}/kolommen/"
    client.post(f"{HOME}{source.pk}/kolommen/", fields(source))
    tasks.check_import(source.pk)
    source.refresh_from_db()
    return source, f"{HOME}{source.pk}/"


def act(client, address, what):
    return client.post(f"{address}doen/", {"act": what})


def text(answer):
    return answer.content.decode()


def test_list_goes_from_upload_to_members(secretary):
    source, address = check(secretary, LIST + ANNA)
    page = text(secretary.get(address))
    assert "Anna Bos" in page
    assert act(secretary, address, "start").status_code == 302
    tasks.bring_in(source.pk)
    assert Member.objects.get(name="Anna Bos").events.get().by_name == "Henk"
    assert secretary.get(address).status_code == 200
    assert "leden.csv" in text(secretary.get(HOME))
    assert act(secretary, address, "start").status_code == 302  # the second click
    assert Member.objects.filter(name="Anna Bos").count() == 1


def test_problems_come_first_and_nothing_can_be_brought_in(secretary):
    source, address = check(secretary, LIST + ANNA + WRONG)
    page = text(secretary.get(address))
    assert page.index("keizer") < page.index("Anna Bos")
    assert 'value="start"' not in page
    assert act(secretary, address, "start").status_code == 409
    assert RegisterImport.objects.get(pk=source.pk).state == "checked"
    only_new = text(secretary.get(f"{address}?uitkomst=new"))
    assert "keizer" not in only_new


def test_rows_with_a_problem_are_downloaded_put_right_and_uploaded_again(secretary):
    _source, address = check(secretary, LIST + ANNA + WRONG)
    answer = secretary.get(f"{address}problemen/")
    table = list(csv.reader(io.StringIO(text(answer).lstrip("\ufeff")), delimiter=";"))
    assert len(table) == 2
    assert table[0][:6] == LIST.strip().split(";")
    assert table[1][:6] == ["'=Bram", "keizer", "Elders", "nl", "gisteren", "bram"]
    assert "gisteren" in table[1][6]
    table[1][:6] = ["Bram", "bewoner", "Haven", "nl", "1-1-2020", "bram@wijk.example"]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(table)
    source, _address = check(secretary, "\ufeff" + stream.getvalue())
    assert source.counts == {"new": 1}


def test_columns_are_guessed_shown_and_kept_when_they_are_wrong(secretary):
    upload(secretary, "Wat;Hoe\r\nAnna Bos;Kade 1\r\n")
    source = RegisterImport.objects.get()
    address = f"{HOME}{source.pk}/kolommen/"
    page = text(secretary.get(address))
    assert "Anna Bos" in page
    wrong = {"column-0": "town", "column-1": "town", "joined_on": "0001-01-01", "kind": "x\0"}
    answer = secretary.post(address, wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"__all__", "joined_on", "kind"}
    assert text(answer).count('<option value="town" selected>') == 2
    assert RegisterImport.objects.get().state == "uploaded"


def test_defaults_are_remembered_when_columns_are_named_again(secretary):
    upload(secretary, "Naam\r\nAnna Bos\r\n")
    source = RegisterImport.objects.get()
    address = f"{HOME}{source.pk}/kolommen/"
    place = neighbourhood("Haven").pk
    chosen = {"kind": "resident", "neighbourhood": place, "language": "en"}
    secretary.post(address, fields(source) | chosen | {"joined_on": "2020-01-31"})
    tasks.check_import(source.pk)
    source.refresh_from_db()
    assert source.counts == {"new": 1}
    form = secretary.get(address).context["form"]
    values = {bound.name: bound.value() for bound in form.defaults()}
    assert values == {**chosen, "joined_on": "2020-01-31"}
    assert act(secretary, f"{HOME}{source.pk}/", "check").status_code == 302


def test_progress_says_how_far_and_stops_at_the_end(secretary):
    upload(secretary, LIST + ANNA)
    source = RegisterImport.objects.get()
    address = f"{HOME}{source.pk}/"
    secretary.post(f"{address}kolommen/", fields(source))
    RegisterImport.objects.update(done=12_000, total=50_000)
    answer = secretary.get(f"{address}voortgang/")
    assert answer.status_code == 200
    assert "12.000" in text(answer)
    assert "50.000" in text(answer)
    page = text(secretary.get(address))
    assert f'hx-get="{address}voortgang/"' in page
    assert f'href="{address}"' in page  # without JavaScript
    tasks.check_import(source.pk)
    answer = secretary.get(f"{address}voortgang/")
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (286, "true")


def test_changes_are_shown_old_and_new(secretary, as_member):
    there = Member.objects.get()
    _source, address = check(secretary, f"Nummer;Straat\r\n{there.number};Kade 3\r\n")
    page = text(secretary.get(address))
    assert "<ins>Kade 3</ins>" in page


def test_list_is_thrown_away(secretary):
    _source, address = check(secretary, LIST + ANNA)
    act(secretary, address, "cancel")
    assert RegisterImport.objects.get().state == "cancelled"
    assert not ImportRow.objects.exists()
    assert secretary.get(address).status_code == 200
    assert act(secretary, address, "start").status_code == 409
    assert secretary.get(f"{address}kolommen/").status_code == 302


def test_failed_list_says_why_and_can_be_checked_again(secretary):
    source, address = check(secretary, LIST + ANNA)
    for problem in ("IMPORT_STALE", "QUOTES:12", "", "WAT"):
        RegisterImport.objects.update(state="failed", problem=problem)
        page = secretary.get(address)
        assert page.status_code == 200
    RegisterImport.objects.update(state="failed", problem="QUOTES:12")
    assert "12" in secretary.get(address).context["page"].problem
    act(secretary, address, "check")
    assert RegisterImport.objects.get(pk=source.pk).state == "checking"


def workbook():
    book = openpyxl.Workbook()
    for line in (LIST.strip().split(";"), ANNA.strip().split(";")):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook_is_taken_in_too(secretary):
    source, _address = check(secretary, workbook())
    assert source.counts == {"new": 1}


FILES = [(b"", "leeg.csv"), (b"\x89PNG\0", "foto.png"), (workbook()[:-200], "stuk.xlsx")]
FILES += [(b"Naam;Wijk", "kop.csv"), (b"a;b\n1;2", "x" * 200 + ".csv"), (b"a;b\n1;2", "\0.csv")]


@pytest.mark.parametrize(("content", "name"), FILES, ids=lambda one: str(one)[:12])
def test_file_that_cannot_be_read_comes_back_with_a_sentence(secretary, content, name):
    answer = upload(secretary, content, name)
    if answer.status_code == 302:  # a browser's odd name is no reason to refuse
        return
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["file"]) == 1


def test_no_file_at_all_and_text_in_its_place(secretary):
    assert secretary.post(HOME).status_code == 422
    assert secretary.post(HOME, {"file": "Naam;Wijk"}).status_code == 422


@pytest.mark.parametrize("p", ["", "0", "-1", "9" * 400, "x", "\0"])
def test_odd_addresses_break_nothing(secretary, p):
    _source, address = check(secretary, LIST + ANNA)
    for place in (HOME, address):
        assert secretary.get(place, {"p": p, "uitkomst": p}).status_code == 200
    for number in ("0", "9" * 19, "9" * 30):
        assert secretary.get(f"{HOME}{number}/").status_code == 404
    assert act(secretary, address, p).status_code == 302


ROLES = [None, Role.EDITOR, Role.CHAIR, Role.TREASURER, Role.COUNTING]


@pytest.mark.parametrize("role", ROLES)
def test_others_bring_nothing_in_and_see_nothing(secretary, as_member, client, role):
    _source, address = check(secretary, LIST + ANNA)
    as_member("Ander", *([role] if role else []))
    before = RegisterImport.objects.values().get()
    for ask, place in (
        (client.get, HOME),
        (client.get, address),
        (client.get, f"{address}problemen/"),
        (client.get, f"{address}kolommen/"),
        (client.get, f"{address}voortgang/"),
        (client.post, f"{address}doen/"),
    ):
        answer = ask(place, {"act": "cancel"})
        assert answer.status_code in (302, 403)
        assert b"Anna" not in answer.content
    assert upload(client, LIST + ANNA).status_code in (302, 403)
    assert RegisterImport.objects.values().get() == before


def test_role_without_the_permission_is_refused(secretary):
    _source, address = check(secretary, LIST + ANNA)
    Permission.objects.get(codename="import_member").group_set.clear()
    assert secretary.get(address).status_code in (302, 403)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_menu_of_the_back_office_leads_there(secretary, as_member, role):
    call_command("prepare", verbosity=0, stdout=io.StringIO())
    as_member("Ander", role)
    assert secretary.get(HOME).status_code == 200
    assert "/beheer/leden-importeren/" in text(secretary.get("/beheer/"))
