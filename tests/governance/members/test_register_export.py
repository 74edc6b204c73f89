"""Taking the register along: what goes out, that nothing in it is a formula, and that it is written
down who took it."""

import csv
import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from governance.csv_files import guard
from governance.members.actions.exports import COLUMNS
from governance.members.models import Member, RegisterExport
from governance.members.register.spreadsheets import csv_text, xlsx
from governance.members.roles import Role
from tests.factories import member, neighbourhood, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/leden/export/"


def taken(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of(answer):
    return list(csv.reader(io.StringIO(taken(answer).decode("utf-8-sig"))))


def export(client, query="", form="csv", columns=("number", "name")):
    return client.post(f"{ADDRESS}?{query}", {"columns": list(columns), "form": form})


def test_export_holds_the_chosen_members_and_columns_and_is_written_down(secretary, client):
    member("Anna", suspended_on=timezone.localdate(), street="Kade 1")
    answer = export(client, "standing=suspended&q=anna", columns=["standing", "street", "name"])
    assert rows_of(answer)[1:] == [["Anna", "geschorst", "Kade 1"]]
    log = RegisterExport.objects.get()
    assert (log.form, log.rows, log.columns) == ("csv", 1, ["name", "standing", "street"])
    assert log.by_name == f"Henk Postma ({secretary.number})"
    assert "anna" in log.choice
    page = client.get("/beheer/ledenuitvoer/").content.decode()
    assert log.by_name in page


def test_export_is_written_down_before_the_first_byte(secretary, client):
    answer = export(client)
    assert RegisterExport.objects.count() == 1
    assert taken(answer)


def test_nothing_goes_out_that_could_not_be_written_down(secretary, client, monkeypatch):
    def fail(**_fields):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(RegisterExport.objects, "create", fail)
    client.raise_request_exception = False
    assert export(client).status_code == 500


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_column_can_be_taken_in_both_forms(secretary, client, form):
    answer = export(client, form=form, columns=COLUMNS)
    if form == "csv":
        headings = rows_of(answer)[0]
    else:
        sheet = load_workbook(io.BytesIO(taken(answer))).active
        headings = [cell.value for cell in sheet[1]]
    assert len(headings) == len(set(headings)) == len(COLUMNS)


def test_numbers_and_days_stay_what_they_are_in_a_workbook(secretary, client):
    columns = ["number", "name", "joined_on", "left_on"]
    Member.objects.filter(pk=secretary.pk).update(joined_on=datetime.date(2020, 2, 29))
    sheet = load_workbook(io.BytesIO(taken(export(client, form="xlsx", columns=columns)))).active
    number, name, joined, left = (cell.value for cell in sheet[2])
    assert (number, name, left) == (secretary.number, "Henk Postma", None)
    assert joined == datetime.datetime(2020, 2, 29)
    assert sheet["C2"].is_date


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_in_a_file_is_a_formula(start):
    evil = f'{start}HYPERLINK("http://evil.example","x")'
    row = [7, evil, datetime.date(2026, 1, 2), None, "a=b", "O'Brien, Pat"]
    text = b"".join(csv_text(["n"], [row])).decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert cells == ["7", f"'{evil}", "2026-01-02", "", "a=b", "O'Brien, Pat"]
    sheet = load_workbook(xlsx(["n"], [row])).active
    assert [cell.data_type for cell in sheet[2]][:2] == ["n", "s"]
    assert str(sheet["B2"].value).startswith("'")


def test_minus_before_a_number_is_left_alone_where_it_is_a_number():
    assert (guard(-5), guard("-5"), guard(None)) == (-5, "'-5", None)


def test_names_with_odd_characters_and_days_of_long_ago_go_out(secretary, client):
    Member.objects.filter(pk=secretary.pk).update(
        name="Ren\x07é\x1f <b>", joined_on=datetime.date(1, 1, 1)
    )
    for form in ("csv", "xlsx"):
        answer = export(client, form=form, columns=["name", "joined_on"])
        assert taken(answer)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"columns": ["number"]},
        {"columns": "password", "form": "csv"},
        {"columns": ["number"], "form": "exe"},
        {"form": "csv"},
    ],
)
def test_form_that_is_not_right_takes_nothing_along(secretary, client, form):
    assert client.post(ADDRESS, form).status_code == 422
    assert not RegisterExport.objects.exists()


def test_who_has_not_proven_who_they_are_is_asked_first(secretary, client):
    other = Client()
    sign_in(other, secretary.user)
    session = other.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    for method in (other.get, other.post):
        answer = method(ADDRESS, {"columns": "number", "form": "csv"})
        assert answer.headers["Location"].startswith("/account/opnieuw/")
    assert not RegisterExport.objects.exists()


def test_district_takes_its_quarters_along(secretary, client):
    wijk = neighbourhood("Molenkwartier")
    quarter = neighbourhood("Molenhof")
    quarter.parent, quarter.level = wijk, "buurt"
    quarter.save()
    member("Anna", neighbourhood=quarter)
    answer = export(client, f"neighbourhood={wijk.pk}", columns=["name", "district"])
    assert rows_of(answer)[1:] == [["Anna", "Molenkwartier"]]


@pytest.mark.parametrize("role", list(Role))
def test_secretary_and_administrator_alone_take_the_register_along(office, client, role):
    office(role)
    for method in (client.get, client.post):
        answer = method(ADDRESS, {"columns": "number", "form": "csv"})
        may = role in (Role.SECRETARY, Role.ADMINISTRATOR)
        assert (answer.status_code == 200) is may
    assert RegisterExport.objects.exists() is may


def test_log_cannot_be_changed_in_the_back_office(secretary, client):
    export(client)
    pk = RegisterExport.objects.get().pk
    for verb in ("edit", "delete", "inspect", "history"):
        assert client.post(f"/beheer/ledenuitvoer/{verb}/{pk}/").status_code == 404
    assert client.get("/beheer/ledenuitvoer/new/").status_code == 404
