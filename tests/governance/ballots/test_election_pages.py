"""Elections from paper to result, through the pages, under every rule."""

import html
import re

import pytest

from governance.ballots.actions import lifecycle
from governance.ballots.models import Ballot, Participation, Poll
from governance.members.roles import Role
from tests.factories import actor, election, entry_of, member, sign_in
from tests.governance.ballots.test_paper import Voter, hidden

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FILLED = {
    "plurality": ({"vote": "bram"}, '{"vote":"bram"}', ["Bram"]),
    "approval": ({"approve": ["carla", "anna"]}, '{"approve":["anna","carla"]}', ["Anna", "Carla"]),
    "irv": ({"place-bram": "2", "place-anna": "1"}, '{"rank":["anna","bram"]}', ["Anna", "Bram"]),
    "stv": ({"place-carla": "1"}, '{"rank":["carla"]}', ["Carla"]),
    "meek": ({"place-bram": "1"}, '{"rank":["bram"]}', ["Bram"]),
    "schulze": (
        {"place-bram": "3", "place-anna": "1", "place-carla": "2"},
        '{"rank":["anna","carla","bram"]}',
        ["Anna", "Carla", "Bram"],
    ),
    "points": (
        {"points-bram": "7", "points-anna": "2", "points-carla": "0"},
        '{"points":{"anna":2,"bram":7}}',
        ["Bram", "Anna"],
    ),
}
LIMITS = {"points": {"points": 10, "most": 8}}
BLANK = {
    "plurality": ({"vote": ""}, '{"vote":null}'),
    "approval": ({}, '{"approve":[]}'),
    "irv": ({"place-bram": ""}, '{"rank":[]}'),
    "points": ({"points-bram": "", "points-anna": "0"}, '{"points":{}}'),
}


@pytest.fixture
def paper(client, as_member):
    """A voter at the paper of an election under this rule."""

    def sit_down(rule, **fields):
        anna = as_member("Voter")
        poll = election(rule=rule, **LIMITS.get(rule, {}), **fields)
        return Voter(client, poll, entry_of(poll, anna))

    return sit_down


def text(response):
    """What the page says, without markup."""
    page = response.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def titles(response):
    """The candidates as they stand on a paper or a check page."""
    return re.findall(r'choice__title">([^<]*)<', response.content.decode())


def closed(poll, capture):
    with capture(execute=True):
        lifecycle.close(poll=Poll.objects.get(pk=poll.pk), by=actor("test"))


@pytest.mark.parametrize("rule", FILLED)
def test_choose_check_cast_receipt_close_result(
    rule, paper, client, django_capture_on_commit_callbacks
):
    fields, body, order = FILLED[rule]
    voter = paper(rule, tie_order=["anna", "bram", "carla"])
    checked = voter.check(**fields)
    assert checked.status_code == 200
    assert titles(checked) == order
    assert not Ballot.objects.exists()
    done = voter.cast(checked)
    assert done.status_code == 200
    assert Ballot.objects.get().body.rstrip() == body
    assert not any(name in text(done) for name in ("Anna", "Bram", "Carla"))
    poll = Poll.objects.get()
    closed(poll, django_capture_on_commit_callbacks)
    as_read_by_member = text(client.get(poll.get_absolute_url()))
    client.logout()
    as_read_by_visitor = text(client.get(poll.get_absolute_url()))
    for said in (as_read_by_member, as_read_by_visitor):
        assert f"Gekozen: {order[0]}" in said


@pytest.mark.parametrize("rule", BLANK)
def test_blank_ballot_is_checked_and_cast(rule, paper):
    fields, body = BLANK[rule]
    voter = paper(rule)
    checked = voter.check(**fields)
    assert checked.status_code == 200
    assert titles(checked) == []
    assert voter.cast(checked).status_code == 200
    assert Ballot.objects.get().body.rstrip() == body


def test_untouched_paper_for_one_name_comes_back(paper):
    response = paper("plurality").check()
    assert response.status_code == 422
    assert response.context["form"].errors["vote"]
    assert not Participation.objects.exists()


def selected(response):
    """The places that are filled in, by candidate."""
    found = {}
    for name, options in re.findall(
        r'<select[^>]*name="place-(\w+)"[^>]*>(.*?)</select>', response.content.decode(), re.DOTALL
    ):
        place = re.search(r'value="(\d+)" selected', options)
        found[name] = place and place.group(1)
    return found


def filled_in(response):
    """The points that are filled in, by candidate."""
    fields = re.findall(r"<input type=.number[^>]*>", response.content.decode())
    names = [re.search(r'name="points-(\w+)" value="([^"]*)"', field).groups() for field in fields]
    return dict(names)


def test_points_that_are_not_there_come_back_filled_in_with_a_sentence(paper):
    fields = {"points-anna": "8", "points-bram": "4", "points-carla": ""}
    response = paper("points").check(**fields)
    assert response.status_code == 422
    assert filled_in(response) == {"anna": "8", "bram": "4", "carla": ""}
    (said,) = response.context["form"].non_field_errors()
    assert said == "U gaf 12 punten en u hebt er 10. Haal er 2 weg."
    assert response.context["form"].purse.over == 2
    assert not Participation.objects.exists()


@pytest.mark.parametrize("number", ["9", "-1", "1.5", "twee", "9" * 5000, "1e3", "\x00"])
def test_points_that_one_cannot_get_come_back_with_the_name(number, paper):
    response = paper("points").check(**{"points-anna": number, "points-bram": "1"})
    assert response.status_code == 422
    assert response.context["form"].errors["points-anna"] == [
        "Anna: vul een heel getal in van 0 tot en met 8."
    ]
    wrong = re.findall(r'name="points-(\w+)"[^>]*aria-invalid', response.content.decode())
    assert wrong == ["anna"]


def test_panel_tells_the_points_that_are_left_and_stores_nothing(paper):
    voter = paper("points")
    page = voter.check(step="panel", **{"points-anna": "3", "points-bram": "x"})
    assert page.status_code == 200
    assert (page.context["purse"].given, page.context["purse"].left) == (3, 7)
    over = voter.check(step="panel", **{"points-anna": "8", "points-bram": "8"})
    assert (over.context["purse"].over, over.context["purse"].filled) == (6, 10)
    assert not Participation.objects.exists()


def test_panel_of_a_trial_paper_asks_the_trial_paper(client, as_member):
    as_member("Chair", Role.CHAIR)
    poll = election(rule="points", open_it=False, points=10)
    page = client.get(f"{poll.get_absolute_url()}proef/").content.decode()
    assert f'hx-post="{poll.get_absolute_url()}proef/"' in page


def test_check_page_tells_the_points_that_are_kept(paper):
    checked = paper("points").check(**{"points-anna": "8", "points-bram": "1"})
    assert re.findall(r'choice__number">(\d+)<', checked.content.decode()) == ["8", "1"]
    assert "U houdt 1 punt over. Het telt niet mee." in text(checked)


def test_two_at_one_place_come_back_filled_in_with_their_names(paper):
    fields = {"place-anna": "2", "place-bram": "1", "place-carla": "2"}
    response = paper("stv").check(**fields)
    assert response.status_code == 422
    assert selected(response) == {"anna": "2", "bram": "1", "carla": "2"}
    (said,) = response.context["form"].non_field_errors()
    assert "Anna" in said
    assert "Carla" in said
    assert "Bram" not in said
    wrong = re.findall(r'name="place-(\w+)" aria-invalid', response.content.decode())
    assert sorted(wrong) == ["anna", "carla"]


def test_a_gap_closes_up(paper):
    voter = paper("irv")
    checked = voter.check(**{"place-carla": "1", "place-anna": "3"})
    assert titles(checked) == ["Carla", "Anna"]
    voter.cast(checked)
    assert Ballot.objects.get().body.rstrip() == '{"rank":["carla","anna"]}'


@pytest.mark.parametrize("rule", FILLED)
def test_change_brings_back_what_was_filled_in(rule, paper):
    fields, _body, _order = FILLED[rule]
    voter = paper(rule)
    checked = voter.check(**fields)
    back = {
        "step": "change",
        "choice": hidden(checked, "choice"),
        "code": hidden(checked, "code"),
    }
    page = voter.client.post(voter.url, back)
    assert page.status_code == 200
    if "points" in back["choice"]:
        assert filled_in(page) == {"anna": "2", "bram": "7", "carla": ""}
    elif "rank" in back["choice"]:
        given = {key: value for key, value in selected(page).items() if value}
        assert {f"place-{key}": value for key, value in given.items()} == fields
    else:
        ((name, values),) = fields.items()
        ticked = re.findall(rf'name="{name}" value="(\w*)" checked', page.content.decode())
        assert sorted(ticked) == sorted([values] if isinstance(values, str) else values)


def test_change_brings_back_a_blank_vote_as_blank(paper):
    voter = paper("plurality")
    checked = voter.check(vote="")
    back = {"step": "change", "choice": hidden(checked, "choice"), "code": hidden(checked, "code")}
    page = voter.client.post(voter.url, back).content.decode()
    assert re.findall(r'name="vote" value="(\w*)" checked', page) == [""]
    fresh = voter.choose().content.decode()
    assert "checked" not in fresh


BAD = [
    ("plurality", {"vote": "dirk"}),
    ("plurality", {"vote": "\x00"}),
    ("approval", {"approve": ["anna", "dirk"]}),
    ("irv", {"place-anna": "4"}),
    ("irv", {"place-anna": "0"}),
    ("irv", {"place-anna": "eerste"}),
    ("stv", {"place-anna": "1", "place-bram": "9" * 5000}),
]


@pytest.mark.parametrize(("rule", "fields"), BAD, ids=lambda value: str(value)[:40])
def test_bad_form_comes_back(rule, fields, paper):
    voter = paper(rule)
    response = voter.check(**fields)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert voter.check(**FILLED[rule][0]).status_code == 200


def test_repeated_tick_is_one(paper):
    voter = paper("approval")
    voter.cast(voter.check(approve=["anna", "anna"]))
    assert Ballot.objects.get().body.rstrip() == '{"approve":["anna"]}'


def test_ballot_of_another_rule_is_refused(paper):
    voter = paper("irv")
    checked = voter.check(**{"place-anna": "1"})
    assert voter.cast(checked, choice='{"vote":"anna"}').status_code == 422
    assert voter.cast(checked, choice='{"rank":["anna","anna"]}').status_code == 422
    assert not Ballot.objects.exists()


def test_order_of_candidates_differs_per_voter_and_stays(client):
    voters = [member() for _ in range(12)]
    poll = election(names="Anna Bram Carla Dirk Els")
    orders = []
    for someone in voters:
        sign_in(client, someone.user)
        pages = [Voter(client, poll, entry_of(poll, someone)).choose() for _ in range(2)]
        assert titles(pages[0]) == titles(pages[1])
        orders.append(tuple(titles(pages[0])))
    assert len(set(orders)) > 1
    assert {tuple(sorted(order)) for order in orders} == {("Anna", "Bram", "Carla", "Dirk", "Els")}


@pytest.mark.parametrize("rule", FILLED)
def test_rules_are_told_before_and_during_the_vote(rule, client, as_member):
    as_member("Chair", Role.CHAIR)
    limits = LIMITS.get(rule, {})
    draft = election("concept", rule=rule, open_it=False, **limits)
    assert "Anna" in text(client.get(draft.get_absolute_url()))
    assert client.get(f"{draft.get_absolute_url()}openen/").status_code == 200
    poll = election("open", rule=rule, **limits)
    said = text(client.get(poll.get_absolute_url()))
    order = [key.title() for key in poll.configuration.tie_order]
    assert ", ".join(order) in said


def test_election_on_which_nobody_voted_says_so(client, django_capture_on_commit_callbacks):
    poll = election(rule="irv")
    closed(poll, django_capture_on_commit_callbacks)
    said = text(client.get(poll.get_absolute_url()))
    assert "Niemand is gekozen" in said
    assert "Gekozen" not in said


@pytest.mark.parametrize("rule", FILLED)
def test_tables_of_the_working_can_be_read_by_ear_and_by_keyboard(
    rule, paper, client, django_capture_on_commit_callbacks
):
    voter = paper(rule)
    voter.cast(voter.check(**FILLED[rule][0]))
    poll = Poll.objects.get()
    closed(poll, django_capture_on_commit_callbacks)
    page = client.get(poll.get_absolute_url()).content.decode()
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert tables
    assert page.count('class="table-scroll" tabindex="0" role="region" aria-label=') == len(tables)
    for table in tables:
        assert "<caption" in table
        assert re.findall(r"<th(?! scope=)[ >]", table) == []
        assert table.count('<th scope="row"') == table.count("<tr") - 1


def test_election_stands_in_the_lists_like_every_vote(client, as_member):
    as_member("Voter")
    poll = election()
    for path in ("/stemmingen/", "/mijn/"):
        assert poll.question in text(client.get(path))
