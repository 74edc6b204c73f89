"""A counted vote as files, and who may have the single ballots."""

import csv
import io
import json

import pytest

from governance.ballots.actions import lifecycle, publication
from governance.ballots.actions import tally as tally_actions
from governance.ballots.models import BulletinBoard, Poll, Tally
from governance.members.roles import Role
from governance.rules import blt, irv
from tests.factories import actor, budget_round, draft, election, member, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def hold(poll, choices):
    """Lets the members on the roll cast these, and counts."""
    for entry, choice in zip(poll.roll.all(), choices, strict=False):
        vote(poll, entry.member, choice)
    lifecycle.close(poll=poll, by=actor("test"))
    tally_actions.tally(poll=poll)
    return Poll.objects.get(pk=poll.pk)


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_totals_of_a_resolution(client):
    [member() for _ in range(4)]
    hold(resolution(public=True), ["yes", "yes", "no"])
    answer = client.get("/en/stemmingen/de-brug/uitslag.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="de-brug.csv"'
    assert rows_of(answer) == [
        ["key", "answer", "votes"],
        ["yes", "For", "2"],
        ["no", "Against", "1"],
        ["blank", "Blank", "0"],
    ]


def test_totals_of_an_election_hold_every_stage(client):
    [member() for _ in range(5)]
    ranks = [["anna"], ["anna", "bram"], ["bram"], ["carla", "bram"], ["bram"]]
    hold(election(rule="irv"), [{"rank": rank} for rank in ranks])
    assert rows_of(client.get("/en/stemmingen/bestuur/uitslag.csv")) == [
        ["key", "name", "elected", "stage 1", "stage 2"],
        ["anna", "Anna", "0", "2", "2"],
        ["bram", "Bram", "1", "2", "3"],
        ["carla", "Carla", "0", "1", "0"],
    ]


def test_parts_of_votes_have_all_their_digits(client):
    [member() for _ in range(4)]
    hold(election(rule="stv", seats=2), [{"rank": ["anna", "bram"]}] * 3 + [{"rank": ["carla"]}])
    rows = rows_of(client.get("/en/stemmingen/bestuur/uitslag.csv"))
    assert rows[1][3] == "3.00000"


def test_a_name_is_no_formula_in_a_spreadsheet(client):
    [member() for _ in range(2)]
    poll = hold(election(rule="plurality", names="=1+1 @x Bram"), [{"vote": "bram"}])
    rows = rows_of(client.get(f"/stemmingen/{poll.slug}/uitslag.csv"))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "'@x", "Bram"]


def test_json_holds_the_result_and_what_binds_it(client):
    [member() for _ in range(3)]
    poll = hold(resolution(public=True), ["yes"])
    tally = Tally.objects.get(poll=poll)
    assert json.loads(client.get("/stemmingen/de-brug/uitslag.json").content) == {
        "poll": poll.frozen,
        "poll_hash": poll.frozen_hash,
        "board_hash": BulletinBoard.objects.get(poll=poll).digest,
        "result": tally.result,
        "result_hash": tally.digest,
        "chain_head": poll.head,
    }


def test_blt_file_is_counted_to_the_same_result(client, as_member):
    [member() for _ in range(6)]
    ranks = [["anna"], ["anna", "bram"], ["bram"], ["carla", "bram"], ["bram"], []]
    poll = hold(election(rule="irv"), [{"rank": rank} for rank in ranks])
    as_member("Anneke", Role.COUNTING)
    file = blt.parse(client.get("/stemmingen/bestuur/stembiljetten.blt").content)
    assert (file.title, file.seats, file.profile.blank) == ("Wie kiezen wij?", 1, 1)
    order = [name.capitalize() for name in poll.frozen["tie_order"]]
    recount = irv.count(file.profile, seats=1, tie_order=order)
    stored = Tally.objects.get(poll=poll).result
    assert [name.lower() for name in recount.winners] == stored["winners"]
    assert [list(stage.totals) for stage in recount.stages] == [
        stage["totals"] for stage in stored["stages"]
    ]


def test_names_that_are_alike_are_kept_apart_in_a_blt_file(client, as_member):
    [member() for _ in range(2)]
    poll = election(rule="irv", names="Anna Bram", open_it=False)
    poll.choices.update(label="Jan\n de Vries")
    poll = hold(lifecycle.open_poll(poll=poll, by=actor("test")), [{"rank": ["anna"]}])
    as_member("Anneke", Role.COUNTING)
    file = blt.parse(client.get("/stemmingen/bestuur/stembiljetten.blt").content)
    assert file.profile.candidates == ("Jan de Vries (anna)", "Jan de Vries (bram)")


def test_the_page_offers_ballots_only_to_who_may_have_them(client, as_member):
    [member() for _ in range(2)]
    hold(election(rule="irv"), [{"rank": ["anna"]}])
    assert "stembiljetten.blt" not in client.get("/stemmingen/bestuur/").content.decode()
    as_member("Anneke", Role.COUNTING)
    assert (
        "/stemmingen/bestuur/stembiljetten.blt"
        in client.get("/stemmingen/bestuur/").content.decode()
    )


@pytest.mark.parametrize(("voters", "public"), [(49, False), (50, True)])
def test_ballots_of_a_resolution_are_public_from_fifty_voters_on(voters, public):
    [member() for _ in range(51)]
    poll = resolution()
    assert publication.may_publish_ballots(poll) is False
    poll = hold(poll, ["yes"] * voters)
    assert publication.may_publish_ballots(poll) is public


def test_ballots_for_persons_and_budgets_are_never_public(monkeypatch):
    [member() for _ in range(3)]
    monkeypatch.setattr(publication, "FEWEST_VOTERS", 1)
    elected = hold(election(rule="irv"), [{"rank": ["anna"]}])
    spent = hold(budget_round(costs={"bank": 1}, budget=2).poll, [{"approve": ["bank"]}])
    decided = hold(resolution(), ["yes"])
    found = [publication.may_publish_ballots(poll) for poll in (elected, spent, decided)]
    assert found == [False, False, True]


def test_a_poll_without_an_end_has_no_voters_yet():
    assert publication.voters_of(draft()) == 0


@pytest.mark.parametrize(("voters", "shown"), [(0, True), (1, False), (9, False), (10, True)])
def test_small_cells_are_not_shown(voters, shown):
    assert publication.may_show_cell(voters) is shown
