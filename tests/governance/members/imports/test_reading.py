"""What comes out of a file is what somebody put in, and a file that cannot be read says why."""

import csv
import datetime
import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.csv_files import guard, unguard
from governance.members.imports import reading
from governance.members.imports.problems import FileProblem, Unreadable

HEADINGS = ["Naam", "Straat", "Opmerking"]


def rows(content):
    return list(reading.read(content).rows)


def cells(content):
    return [cells for _line, cells in rows(content)]


def workbook(*lines, change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(line)
    if change:
        change(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sheet(content, change):
    """A workbook whose first sheet has other XML."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = change(data)
            new.writestr(entry, data)
    return stream.getvalue()


def problem(content):
    with pytest.raises(Unreadable) as error:
        rows(content)
    return error.value.problem, error.value.where


def written_csv(table, separator, encoding):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([HEADINGS, *([guard(cell) for cell in row] for row in table)])
    return text.getvalue().encode(encoding)


# --- what is written reads back

LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
)
WORDS = st.text(LETTERS, max_size=12).map(str.strip)
FULL = st.one_of(WORDS, st.sampled_from(["=1+1", "+31 6", "-", "@a", "'t Hart", "'=x", "''-", '"']))
TABLE = st.lists(
    st.tuples(FULL.filter(bool), FULL, FULL.filter(bool)).map(list), min_size=1, max_size=8
)
OLD = st.text(st.sampled_from("abcäöüéèñßÅçœ€“” "), min_size=1).map(str.strip).filter(bool)


@given(TABLE, st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_csv_reads_back_as_it_was_written(table, separator, encoding):
    found = cells(written_csv(table, separator, encoding))
    assert [list(map(unguard, row)) for row in found] == table


@given(st.lists(st.tuples(OLD, OLD, OLD).map(list), min_size=1, max_size=5))
def test_csv_of_old_windows_reads_back(table):
    """Unless its bytes happen to be UTF-8 too: then nobody can tell."""
    content = written_csv(table, ";", "cp1252")
    assume(content.isascii() or not is_utf_8(content))
    assert cells(content) == table


def is_utf_8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(TABLE)
def test_workbook_reads_back_as_it_was_written(table):
    found = cells(workbook(HEADINGS, *([guard(cell) for cell in row] for row in table)))
    assert [list(map(unguard, row)) for row in found] == table


def test_text_without_an_apostrophe_comes_back_as_a_formula():
    """The control of the property above."""
    assert cells(workbook(HEADINGS, ["=1+1", "x", "y"])) != [["2", "x", "y"]]
    assert unguard("'=1+1") != "'=1+1"
    assert unguard("'t Hart") == "'t Hart"


# --- lists as people have them


def test_lines_keep_the_number_that_they_have_in_the_file():
    text = 'Naam;Straat\r\n\r\nAnna;"Kade 1\r\nachter"\r\n;\r\nBram;Kade 2\r\n'
    assert rows(text.encode()) == [(3, ["Anna", "Kade 1\r\nachter"]), (6, ["Bram", "Kade 2"])]


def test_separator_note_of_excel_is_followed_and_counted():
    assert rows(b"sep=,\r\nNaam,Straat\r\nBos; Anna,Kade 1") == [(3, ["Bos; Anna", "Kade 1"])]


def test_separator_is_the_one_that_cuts_evenly():
    assert cells(b"Naam;Straat\nBos, Anna;Kade 1, 2\nVis, Bram;Kade 3") == [
        ["Bos, Anna", "Kade 1, 2"],
        ["Vis, Bram", "Kade 3"],
    ]


def test_list_of_one_column_is_a_list_too():
    assert cells(b"Naam\nAnna\nBram") == [["Anna"], ["Bram"]]


def test_title_above_the_headings_is_passed_over():
    sheet = reading.read(b"Ledenlijst 2026;;\n;;\nNaam;Straat\nAnna;Kade 1")
    assert sheet.headings == ["Naam", "Straat"]
    assert list(sheet.rows) == [(4, ["Anna", "Kade 1"])]


def test_headings_get_a_name_of_their_own():
    assert reading.read(b"Naam;;Naam;naam\nA;b;c;d").headings == [
        *("Naam", "kolom 2", "Naam (2)", "naam")
    ]


def test_cells_of_a_workbook_are_as_one_would_type_them():
    line = [12.0, 12.5, datetime.datetime(2020, 1, 31), datetime.date(2020, 2, 1), True, None, "x"]
    content = workbook(list("abcdefg"), line)
    assert cells(content) == [["12", "12.5", "2020-01-31", "2020-02-01", "True", "", "x"]]


def test_empty_lines_of_a_workbook_are_left_out_and_counted():
    assert rows(workbook(["a", "b"], [], ["1", "2"], [], [], ["3"])) == [
        (3, ["1", "2"]),
        (6, ["3"]),
    ]


def test_what_a_workbook_says_of_its_own_size_is_not_believed():
    content = workbook(["a", "b"], ["1", "2"], ["3", "4"])
    lied = with_sheet(content, lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1:A1"'))
    assert lied != content
    assert cells(lied) == [["1", "2"], ["3", "4"]]


def test_formula_counts_for_its_outcome():
    content = workbook(["a", "b", "c"], ["=1+1", '=""', "x"])
    stored = with_sheet(
        content,
        lambda xml: (
            xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
            .replace(b'r="B2"', b'r="B2" t="str"')
        ),
    )
    assert cells(stored) == [["2", "", "x"]]
    assert cells(content) == [["=1+1", '=""', "x"]]


def test_fault_of_the_spreadsheet_is_no_empty_cell():
    """An empty cell would take away what the register has."""
    faults = ["#N/A", "#REF!", "#DIV/0!"]
    content = workbook(list("abc"), faults)
    assert content != with_sheet(content, lambda xml: xml.replace(b't="e"', b't="str"'))
    assert cells(content) == [faults]


def test_merged_title_is_fine_and_merged_rows_are_refused():
    def merge(area):
        return lambda _book, sheet: sheet.merge_cells(area)

    lines = (["Ledenlijst", None], ["Naam", "Straat"], ["Anna", "Kade 1"], ["Bram", None])
    assert cells(workbook(*lines, change=merge("A1:B1"))) == [["Anna", "Kade 1"], ["Bram"]]
    assert problem(workbook(*lines, change=merge("B3:B4"))) == (FileProblem.MERGED, "B3:B4")


def test_hidden_sheet_is_passed_over():
    def hide(book, sheet):
        sheet.sheet_state = "hidden"
        other = book.create_sheet("Leden")
        other.append(["Naam", "Straat"])
        other.append(["Anna", "Kade 1"])

    assert cells(workbook(["geheim", "x"], ["a", "b"], change=hide)) == [["Anna", "Kade 1"]]


# --- files that cannot be read

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WIDE = b";".join([b"x"] * 101)
NASTY = {
    "nothing": (b"", FileProblem.EMPTY),
    "spaces": (b" \r\n \r\n", FileProblem.EMPTY),
    "separators": (b";;;\r\n;;;", FileProblem.EMPTY),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileProblem.NOT_A_LIST),
    "NUL": (b"Naam;Straat\nAn\0na;Kade", FileProblem.NOT_A_LIST),
    "NUL in UTF-16": ("Naam;Straat\nAn\0na;x".encode("utf-16"), FileProblem.NOT_A_LIST),
    "half UTF-16": (b"\xff\xfeN\0a", FileProblem.ENCODING),
    "no encoding": (b"Naam;Straat\n\x81\x8d;x", FileProblem.ENCODING),
    "old Excel": (OLE + b"Workbook", FileProblem.OLD_EXCEL),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), FileProblem.PASSWORD),
    "broken": (b"PK\x03\x04 and no more", FileProblem.BROKEN),
    "half": (workbook(HEADINGS, ["a", "b", "c"])[:-300], FileProblem.BROKEN),
    "wide": (WIDE + b"\n" + WIDE, FileProblem.TOO_MANY_COLUMNS),
}


@pytest.mark.parametrize(("content", "expected"), NASTY.values(), ids=NASTY)
def test_file_that_cannot_be_read_says_why(content, expected):
    assert problem(content)[0] is expected


def test_unfinished_quotation_says_where():
    text = 'Naam;Straat\nAnna;Kade 1\nBram;"Kade 2\nCarla;Kade 3'
    assert problem(text.encode()) == (FileProblem.QUOTES, "3")


def test_giant_cell_is_refused_or_cut_off():
    assert problem(b"Naam;Straat\nAnna;" + b"x" * 200_000)[0] is FileProblem.QUOTES
    assert len(cells(b"Naam;Straat\nAnna;" + b"x" * 100_000)[0][1]) == reading.MOST_CHARACTERS


def test_zip_that_is_no_workbook_and_one_with_broken_xml():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert problem(stream.getvalue())[0] is FileProblem.BROKEN
    broken = with_sheet(workbook(HEADINGS, ["a", "b", "c"]), lambda xml: xml[:-40])
    assert problem(broken)[0] is FileProblem.BROKEN


def test_open_document_is_told_apart():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert problem(stream.getvalue())[0] is FileProblem.OPEN_DOCUMENT


def test_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("governance.members.imports.workbooks.MOST_UNPACKED", 1000)
    assert problem(workbook(HEADINGS, ["a", "b", "c"]))[0] is FileProblem.TOO_LARGE


def test_row_with_an_impossible_number_does_not_count_to_it():
    content = workbook(HEADINGS, ["a", "b", "c"])
    far = with_sheet(
        content,
        lambda xml: (
            xml.replace(b'r="2"', b'r="999999999"')
            .replace(b'"A2"', b'"A999999999"')
            .replace(b'"B2"', b'"B999999999"')
            .replace(b'"C2"', b'"C999999999"')
        ),
    )
    assert problem(far)[0] is FileProblem.BROKEN


def test_too_many_bytes_and_rows(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert len(rows(b"a;b\n1;1\n2;2")) == 2
    assert problem(b"a;b\n1;1\n2;2\n3;3")[0] is FileProblem.TOO_MANY_ROWS
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert problem(b"a;b\n1;1\n2;2")[0] is FileProblem.TOO_LARGE


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    for begin in (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n", OLE):
        with suppress(Unreadable):
            assert all(line > 0 for line, _cells in rows(begin + content))
