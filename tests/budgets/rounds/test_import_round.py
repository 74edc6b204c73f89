"""`manage.py import_round`: a city's published election as a closed, counted round."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command

from budgets.rounds.models import Project, Round
from budgets.rules import pabulib
from governance.ballots.models import AuditEvent, Ballot, Choice, Poll, Tally
from tests.shared_data import shared

pytestmark = pytest.mark.django_db

GOOD = """META
key;value
description;Kleine ronde
country;Netherlands
instance;2024
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;name;cost
a;Bankje;400
b;Boom;500
c;Zandbak;600
VOTES
voter_id;vote
1;a,b
2;a
3;c
4;
"""


def run(path, *arguments):
    """Exit code, what was said, and the complaint."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_round", str(path), *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(content, name="ronde.pb"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_import_makes_a_closed_public_round(file):
    assert run(file(GOOD))[0] == 0
    round_ = Round.objects.get()
    envelope = round_.envelopes.get()
    poll = envelope.votes.get().poll
    assert (poll.slug, poll.state, poll.public) == ("ronde", "closed", True)
    assert (round_.slug, round_.title, round_.public) == ("ronde", "Kleine ronde", True)
    assert (envelope.amount, round_.currency) == (100_000, "EUR")
    assert list(round_.projects.values_list("title", "cost")) == [
        ("Bankje", 40_000),
        ("Boom", 50_000),
        ("Zandbak", 60_000),
    ]
    bodies = sorted(Ballot.objects.values_list("body", flat=True))
    assert bodies == [
        '{"approve":["a","b"]}',
        '{"approve":["a"]}',
        '{"approve":["c"]}',
        '{"approve":[]}',
    ]


def test_wieliczka_funds_the_published_thirty_projects():
    """Published by the city: https://wieliczka.eu, column `selected` of the Pabulib file."""
    path = shared("budgets/poland_wieliczka_2023.pb")
    code, said, _ = run(path, "--count")
    result = Tally.objects.get().result["equal_shares"]
    assert code == 0
    assert "30 projects funded, cost 995,079.00 of 1,000,000.00" in said
    assert set(result["selected"]) == pabulib.read(path).published
    assert (len(result["selected"]), result["spent"]) == (30, 99_507_900)
    assert Ballot.objects.count() == 6586
    assert Round.objects.get().currency == "PLN"


def test_without_count_the_worker_is_asked(file, django_capture_on_commit_callbacks):
    from django_q.models import OrmQ

    with django_capture_on_commit_callbacks(execute=True):
        run(file(GOOD))
    task = OrmQ.objects.get().task
    assert (task["func"], task["args"]) == (
        "governance.ballots.tasks.tally_poll",
        (Poll.objects.get().pk,),
    )
    assert Tally.objects.get().state == Tally.State.WAITING


def replaced(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


BAD = {
    "empty": (b"", 1),
    "not utf-8": (replaced("Bankje", "B\xe4nkje").encode("latin-1"), 13),
    "truncated": (GOOD[: GOOD.index("VOTES")], None),
    "half a vote section": (GOOD[: GOOD.index("3;c")], None),
    "wrong section": (replaced("PROJECTS", "PLANNEN"), 11),
    "unknown project in a vote": (replaced("3;c", "3;zz"), 20),
    "negative cost": (replaced("a;Bankje;400", "a;Bankje;-400"), 13),
    "cost that is no number": (replaced("a;Bankje;400", "a;Bankje;veel"), 13),
    "infinite cost": (replaced("a;Bankje;400", "a;Bankje;inf"), 13),
    "ranked ballots": (replaced("vote_type;approval", "vote_type;ordinal"), 9),
    "no budget": (replaced("budget;1000\n", ""), None),
}


@pytest.mark.parametrize(("content", "line"), BAD.values(), ids=BAD.keys())
def test_bad_file_gets_one_sentence_and_nothing_is_imported(file, content, line):
    path = file(content)
    code, said, complaint = run(path)
    assert code == 2
    assert said == ""
    assert len(complaint.strip().splitlines()) == 1
    assert complaint.startswith(str(path))
    if line is not None:
        assert f"line {line}:" in complaint
    for model in (Poll, Choice, Ballot, Round, Project, AuditEvent):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        replaced("a;Bankje;400", "a;Bankje;400.001"),
        replaced("budget;1000", "budget;99999999999999999999"),
        replaced("a;", "a" * 70 + ";")
        .replace("1;a,b", f"1;{'a' * 70},b")
        .replace("2;a", f"2;{'a' * 70}"),
        replaced("country;Netherlands", "currency;XYZ"),
    ],
    ids=["thousandths", "too much money", "long id", "unknown currency"],
)
def test_what_a_round_cannot_hold_is_refused_alike(file, content):
    code, _, complaint = run(file(content))
    assert (code, len(complaint.strip().splitlines())) == (2, 1)
    assert not Poll.objects.exists()


def test_byte_order_mark_and_windows_line_ends_are_fine(file):
    assert run(file(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()))[0] == 0
    assert Ballot.objects.count() == 4


def test_file_that_is_not_there_gets_one_sentence(tmp_path):
    code, _, complaint = run(tmp_path / "weg.pb")
    assert code == 2
    assert "Traceback" not in complaint


def test_second_import_of_the_same_name_is_refused(file):
    path = file(GOOD)
    run(path)
    code, _, complaint = run(path)
    assert code == 2
    assert "--slug" in complaint
    assert run(path, "--slug", "anders")[0] == 0
    assert Round.objects.count() == 2


def test_result_page_explains_every_project(file, client):
    run(file(GOOD), "--count")
    page = client.get("/budget/ronde/")
    result = page.context["page"].vote.result.shown
    assert {row.title: row.outcome.funded for row in [*result.funded, *result.unfunded]} == {
        "Bankje": True,
        "Boom": False,
        "Zandbak": True,
    }
    assert all(row.why for row in [*result.funded, *result.unfunded])


def test_downloads_can_be_recounted(file, client):
    run(file(GOOD), "--count")
    table = client.get("/budget/ronde/uitslag.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(table), delimiter=";"))
    assert {row[0]: row[4] for row in rows[1:]} == {"a": "1", "b": "0", "c": "1"}
    whole = client.get("/budget/ronde/uitslag.json").json()
    assert (
        whole["result"]["equal_shares"]["selected"]
        == Tally.objects.get().result["equal_shares"]["selected"]
    )
    again = pabulib.parse(client.get("/budget/ronde/stembiljetten.pb").content)
    original = pabulib.parse(GOOD)
    assert again.approval_profile().ballots == original.approval_profile().ballots
    assert again.published == {"a", "c"}


def test_spreadsheet_does_not_run_a_title(file, client):
    run(file(replaced("Bankje", "=HYPERLINK(1)")), "--count")
    table = client.get("/budget/ronde/uitslag.csv").content.decode("utf-8-sig")
    assert "\n=HYPERLINK" not in table
    assert ";=HYPERLINK" not in table
    assert "'=HYPERLINK" in table
