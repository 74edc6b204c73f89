"""Published outcomes of real elections, all counted by `manage.py count`."""

import csv
import json

import pytest
from django.core.management import call_command

from tests.shared_data import shared

pytestmark = pytest.mark.any_database

BUDGETS = {
    "wieliczka": "budgets/poland_wieliczka_2023.pb",
    "poznan": "budgets/poland_poznan_2023_10-swierczewo-wilda-zielony-debiec.pb",
    "warszawa": "budgets/poland_warszawa_2017_plac-wojska-polskiego.pb",
    "krakow": "budgets/poland_krakow_2018_wzgorza-krzeslawickie.pb",
}
BURLINGTON = "ranked/burlington-00000002.toi"


@pytest.fixture
def count(capsys):
    """The JSON of a count of a shared file."""

    def run(name, *arguments):
        call_command("count", str(shared(name)), *arguments, "--json")
        return json.loads(capsys.readouterr().out)

    return run


def column(name, heading):
    """Project id -> text of this column, read apart from the reader under test."""
    with shared(name).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    titles = [row[:1] for row in rows]
    start, stop = titles.index(["PROJECTS"]), titles.index(["VOTES"])
    head = rows[start + 1]
    at, ids = head.index(heading), head.index("project_id")
    return {row[ids]: row[at] for row in rows[start + 2 : stop]}


def selected(name):
    return {project for project, mark in column(name, "selected").items() if mark == "1"}


def test_wieliczka_2023_funds_the_published_thirty_projects(count):
    """Wieliczka, Zielony Milion 2023: https://wieliczka.eu, column `selected` in Pabulib."""
    result = count(BUDGETS["wieliczka"], "--utility", "cost", "--completion", "add1")
    assert set(result["winners"]) == selected(BUDGETS["wieliczka"])
    assert (len(result["winners"]), result["cost"], result["budget"]) == (30, 995_079, 1_000_000)
    assert result["ballots"]["valid"] == 6586
    assert result["stages"][0]["stopped"] == "next_would_overspend"


def test_wieliczka_2023_is_not_what_add1_to_exhaustion_funds(count):
    """The control: stopping at the first exhaustive outcome gives 31 projects, 984,579 zł."""
    result = count(BUDGETS["wieliczka"], "--completion", "add1e")
    assert (len(result["winners"]), result["cost"]) == (31, 984_579)
    assert set(result["winners"]) != selected(BUDGETS["wieliczka"])


def test_poznan_2023_stops_at_the_first_project_that_does_not_fit(count):
    """Poznań, district 10 of 2023: column `selected` in Pabulib; skipping would fund more."""
    stop = count(BUDGETS["poznan"], "--rule", "greedy", "--misfit", "stop")
    skip = count(BUDGETS["poznan"], "--rule", "greedy", "--misfit", "skip")
    assert set(stop["winners"]) == selected(BUDGETS["poznan"])
    assert set(skip["winners"]) > set(stop["winners"])
    assert stop["ballots"]["valid"] == 10_923


def test_warszawa_2017_skips_what_does_not_fit(count):
    """Warszawa, Plac Wojska Polskiego 2017: column `selected` in Pabulib."""
    result = count(BUDGETS["warszawa"], "--rule", "greedy", "--misfit", "skip")
    assert set(result["winners"]) == selected(BUDGETS["warszawa"])
    assert result["ballots"]["cast"] == 27


def test_krakow_2018_scores_three_two_one(count):
    """Kraków, Wzgórza Krzesławickie 2018: column `score` in Pabulib, 3-2-1 points."""
    result = count(BUDGETS["krakow"], "--rule", "greedy", "--points", "3,2,1")
    published = {
        project: int(score) for project, score in column(BUDGETS["krakow"], "score").items()
    }
    assert {row["project"]: row["score"] for row in result["stages"]} == published
    votes = {project: int(number) for project, number in column(BUDGETS["krakow"], "votes").items()}
    assert {row["project"]: row["votes"] for row in result["stages"]} == votes
    assert result["winners"][0] == "3"
    assert result["cost"] <= result["budget"] == 128_000


def test_krakow_2018_scores_differ_for_other_points(count):
    """The control of the test above."""
    result = count(BUDGETS["krakow"], "--rule", "greedy", "--points", "1,1,1")
    published = column(BUDGETS["krakow"], "score")
    assert all(row["score"] < int(published[row["project"]]) for row in result["stages"])


def test_govan_2007_elects_the_four_councillors(count):
    """Glasgow City Council, ward Govan, 3 May 2007, Scottish STV: quota 1,913 of 9,560 votes.

    Allison Hunter was elected on first preferences, Flanagan and Dornan by transfers, and
    Shaukat Butt as the last who was left.
    """
    result = count("ranked/Govan-2007.blt")
    assert result["rule"] == "stv"
    assert result["winners"] == [
        "Allison Hunter",
        "John Flanagan",
        "Stephen Dornan",
        "Shaukat Butt",
    ]
    assert result["stages"][0]["quota"] == "1913.00000"
    assert (result["ballots"]["valid"], result["options"]["seats"]) == (9560, 4)


@pytest.mark.parametrize(
    ("rule", "fourth", "loser"),
    [("stv", "Ruth Black", "Gordon Macdiarmid"), ("meek", "Gordon Macdiarmid", "Ruth Black")],
)
def test_craigton_2007_by_scottish_stv_and_by_meek(count, rule, fourth, loser):
    """Glasgow City Council, ward Craigton, 2007: Ruth Black; Meek's rule elects another."""
    winners = count("ranked/Craigton-2007.blt", "--rule", rule)["winners"]
    assert len(winners) == 4
    assert fourth in winners
    assert loser not in winners


def test_burlington_2009_elects_bob_kiss_by_irv(count):
    """Mayor of Burlington, Vermont, 2009: Kiss 4,313, Wright 4,061, exhausted 606."""
    result = count(BURLINGTON)
    last = result["stages"][-1]
    assert (result["rule"], result["winners"]) == ("irv", ["Bob Kiss"])
    assert last["totals"]["Bob Kiss"] == "4313.00000"
    assert last["totals"]["Kurt Wright"] == "4061.00000"
    assert last["nontransferable"] == "606.00000"
    assert result["ballots"]["valid"] == 8980


@pytest.mark.parametrize(
    ("rule", "winner"), [("schulze", "Andy Montroll"), ("plurality", "Kurt Wright")]
)
def test_burlington_2009_by_other_rules(count, rule, winner):
    """Burlington 2009: Andy Montroll won every duel, Kurt Wright had most first preferences."""
    result = count(BURLINGTON, "--rule", rule)
    assert result["winners"] == [winner]
    if rule == "schulze":
        names, matrix = result["stages"][0]["candidates"], result["stages"][0]["matrix"]
        best = names.index(winner)
        others = [n for n in range(len(names)) if n != best]
        assert all(matrix[best][n] > matrix[n][best] for n in others)


def test_debian_2003_elects_martin_michlmayr_by_four_votes(count):
    """Debian Project Leader 2003, official tally: Michlmayr over Garbee, 228 to 224."""
    result = count("ranked/debian-2003-official.json")
    published = json.loads(shared("ranked/debian-2003-official.json").read_text())
    assert result["ranking"] == [[name] for name in published["ranking"]]
    assert result["winners"] == ["Martin Michlmayr"]
    names, matrix = result["stages"][0]["candidates"], result["stages"][0]["matrix"]
    martin, bdale = names.index("Martin Michlmayr"), names.index("Bdale Garbee")
    assert (matrix[martin][bdale], matrix[bdale][martin]) == (228, 224)
    assert result["ballots"]["valid"] == 488


EVERY_FILE = [
    (BUDGETS["wieliczka"], ()),
    (BUDGETS["poznan"], ("--rule", "greedy", "--misfit", "stop")),
    (BUDGETS["warszawa"], ()),
    (BUDGETS["krakow"], ("--points", "3,2,1")),
    ("ranked/Govan-2007.blt", ()),
    ("ranked/Craigton-2007.blt", ("--rule", "meek")),
    (BURLINGTON, ()),
    (BURLINGTON, ("--rule", "schulze")),
    ("ranked/debian-2003-official.json", ()),
]


@pytest.mark.parametrize(("name", "arguments"), EVERY_FILE)
def test_tables_of_real_elections_fit_a_screen_and_name_the_winners(capsys, name, arguments):
    path = str(shared(name))
    call_command("count", path, *arguments)
    out = capsys.readouterr().out
    call_command("count", path, *arguments, "--json")
    winners = json.loads(capsys.readouterr().out)["winners"]
    assert all(len(line) <= 100 for line in out.splitlines() if path not in line)
    result = out[out.index("\nRESULT" if "\nRESULT" in out else "\nFUNDED") :]
    places = [
        line.split(maxsplit=1)[1]
        for line in result.splitlines()
        if line.split(".")[0].strip().isdigit()
    ]
    assert len(places) == len(winners)
    assert all(place.startswith(winner) for place, winner in zip(places, winners, strict=True))
