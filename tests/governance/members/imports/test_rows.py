"""What columns hold and what cells say."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.members.imports import columns, rows
from governance.members.imports.columns import FIELDS, Plan, Wrong, clash, guess
from governance.members.imports.problems import Problem
from governance.members.imports.register import Register, RegisterRow

DAY = datetime.date(2020, 1, 31)
RIET = RegisterRow(
    1, 7, 70, "riet@wijk.example", "Riet  Smit\u200b", "resident", 3, "Kade 1", "B 1000", "Stad",
    "nl", None, DAY, None, None,
)  # fmt: skip
SAM = RIET._replace(
    pk=2, number=8, user=72, email="sam@wijk.example", name="Sam Bos", street="Kade 2"
)
REGISTER = Register(
    people=(RIET, SAM),
    kinds={"resident": "resident", "bewoner": "resident"},
    places={"haven": 3},
    place_names={3: "Haven"},
    outsiders={"bureau@wijk.example": 71},
    officers=frozenset({70}),
)
EVERYTHING = {
    "kind": "bewoner",
    "neighbourhood": "Haven",
    "language": "nl",
    "joined_on": "1-1-2020",
}


def judge(defaults=EVERYTHING, **texts):
    plan = Plan(dict(zip(texts, range(99), strict=False)), defaults, len(texts))
    lines = [(2, list(texts.values()))]
    return rows.check_row(2, lines[0][1], plan, REGISTER, rows.doubles(lines, plan))


def codes(verdict):
    return [tuple(problem[:2]) for problem in verdict.problems]


# --- columns


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Lidnr.;Naam;E-mailadres;Lid sinds", "number name email joined_on"),
        ("Member number;Full name;E-mail;Joined on", "number name email joined_on"),
        ("Voornaam;Tussenv.;Achternaam;Wijk", "first_name infix last_name neighbourhood"),
        ("Voornaam;Naam;Adres;Huisnr", "first_name last_name street house_number"),
        ("Volledige naam;Voornaam;Achternaam;PC", "name   postal_code"),
        ("Naam;Naam (2);Onzin;PLAATS", "name   town"),
        (
            "lidnummer;naam;soort;wijk;straat en huisnummer;e-mailadres;taal;lid sinds",
            "number name kind neighbourhood street email language joined_on",
        ),
    ],
)
def test_columns_are_guessed_from_their_headings(headings, fields):
    assert list(guess(headings.split(";")).values()) == fields.split(" ")


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_no_field_is_guessed_twice(headings):
    found = guess(headings)
    assert list(found) == headings
    assert set(found.values()) <= {"", *FIELDS}
    assert clash(found.values()) in ("", "no_name")


def test_columns_that_cannot_be():
    assert clash(["name", "name"]) == "twice"
    assert clash(["name", "last_name"]) == "names"
    assert clash(["town", ""]) == "no_name"
    assert clash(["number", "email"]) == ""


# --- cells


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_dates_are_read_in_every_common_form(day):
    year, month, number = day.year, day.month, day.day
    for text in (
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{number}-{month}-{year}",
        f"{number:02}/{month:02}/{year}",
        f"{number}.{month}.{year}",
    ):
        assert columns.read_date(text) == day


@pytest.mark.parametrize(
    "text", ["31-2-2020", "1-1-20", "0001-01-01", "9999-12-31", "gisteren", "٣-1-2020", "44000"]
)
def test_other_dates_are_a_problem(text):
    with pytest.raises(Wrong) as wrong:
        columns.read_date(text)
    assert wrong.value.problem is Problem.DATE


@pytest.mark.parametrize("text", ["1234ab", "1234 AB", " 1234  Ab".strip(), "1234\u00a0ab"])
def test_postal_codes_are_written_in_one_way(text):
    assert columns.read_postal_code(text) == "1234 AB"


@pytest.mark.parametrize("text", ["0123 AB", "1234", "1234 ABC", "AB 1234"])
def test_other_postal_codes_are_a_problem(text):
    with pytest.raises(Wrong):
        columns.read_postal_code(text)
    assert columns.read_postal_code("b-1000") == "B-1000"


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("12.0", 12), ("12,00", 12), ("012", 12)])
def test_numbers_of_excel_are_numbers(text, number):
    assert columns.read_number(text) == number


@pytest.mark.parametrize("text", ["0", "-1", "1e9", "1.5", "9" * 30, "٣", "NaN", "1234567890"])
def test_other_numbers_are_a_problem(text):
    assert codes(judge(number=text, name="A")) == [("number", "number")]


# --- rows


def test_name_and_street_are_joined_from_their_parts():
    verdict = judge(
        last_name="Berg", first_name="Anna", infix="van den", house_number="12", street="Kade",
        house_addition="b",
    )  # fmt: skip
    assert verdict.values["name"] == "Anna van den Berg"
    assert verdict.values["street"] == "Kade 12 b"


def test_what_the_register_has_comes_back_unharmed_however_odd():
    verdict = judge(
        number="7", name=RIET.name, kind="resident", neighbourhood="Haven", street="Kade 1",
        postal_code="B 1000", email="riet@wijk.example", joined_on="2020-01-31",
        email_consent_on="", language="nl",
    )  # fmt: skip
    assert verdict.outcome == "same"


def test_changes_say_old_and_new():
    verdict = judge(number="7", street="", email_consent_on="1-2-2024", kind="")
    assert verdict.outcome == "changed"
    assert verdict.changes == {
        "street": ["Kade 1", ""],
        "email_consent_on": [None, "2024-02-01"],
    }


WRONG = [
    ({"name": ""}, ("name", "missing")),
    ({"name": "x" * 121}, ("name", "too_long")),
    ({"name": "a\x07b"}, ("name", "control")),
    ({"name": "a\ufffdb"}, ("name", "control")),
    ({"name": "a\nb"}, ("name", "lines")),
    ({"name": "=A1"}, ("name", "formula")),
    ({"name": "#N/A"}, ("name", "cell_error")),
    ({"name": "A", "email": "a@b"}, ("email", "email")),
    ({"name": "A", "email": "riet@wijk.example"}, ("email", "email_taken")),
    ({"name": "A", "kind": "keizer"}, ("kind", "kind")),
    ({"name": "A", "neighbourhood": "Elders"}, ("neighbourhood", "place")),
    ({"name": "A", "language": "de"}, ("language", "language")),
    ({"number": "7", "email": ""}, ("email", "holds_role")),
    ({"number": "7", "email": "thief@wijk.example"}, ("email", "holds_role")),
    ({"number": "8", "email": "bureau@wijk.example"}, ("email", "email_taken")),
]


@pytest.mark.parametrize(("texts", "problem"), WRONG, ids=str)
def test_row_with_a_problem_says_which(texts, problem):
    verdict = judge(**texts)
    assert verdict.outcome == "wrong"
    assert codes(verdict) == [problem]


def test_login_of_who_is_no_member_is_no_obstacle_for_a_new_one():
    assert judge(name="A", email="Bureau@wijk.example").outcome == "new"


def test_everything_that_is_missing_is_said():
    assert [field for field, _code in codes(judge({}, name="A"))] == [
        "kind", "neighbourhood", "language", "joined_on",
    ]  # fmt: skip


def test_cell_without_a_heading_is_a_problem():
    plan = Plan({"name": 0}, EVERYTHING, 1)
    lines = [(2, ["Bos", "Anna"])]
    verdict = rows.check_row(2, lines[0][1], plan, REGISTER, rows.doubles(lines, plan))
    assert verdict.problems == [["", "too_many", "Anna"]]


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20), min_size=1))
def test_no_row_breaks_the_judge_and_wrong_means_a_problem(texts):
    verdict = judge(**texts)
    assert (verdict.outcome == "wrong") == bool(verdict.problems)
    assert verdict == judge(**texts)
