"""Checking a receipt in a real browser: what the page says, and that it tells nobody."""

import json

import pytest

from governance.ballots.box import canonical, receipts
from tests.journeys.boxes import KEYS

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.journey]
ELSE = {
    "resolution": {"vote": "yes"},
    "three votes": {"vote": "blank"},
    "plurality": {"vote": KEYS[0]},
    "blank": {"vote": "anna"},
    "approval": {"approve": [KEYS[0]]},
    "stv": {"rank": [KEYS[0], KEYS[3]]},
    "budget": {"approve": ["bank"]},
}
"""For each vote another choice than was made."""
FROZEN = "ab" * 32


@pytest.fixture(scope="module")
def boxes(house):
    told = house.manage("shell", "-v", "0", "-c", "from tests.journeys.boxes import tell; tell()")
    return json.loads(told.splitlines()[-1])


def fill_in(page, choice):
    ((shape, said),) = choice.items()
    if shape == "rank":
        for place, key in enumerate(said, start=1):
            place_of(page, key).select_option(str(place))
        return
    for key in said if isinstance(said, list) else [said or ""]:
        page.locator(f'label.choice:has(input[name="{shape}"][value="{key}"])').click()


def place_of(page, key):
    return page.locator(f'select[name="place-{key}"]')


def outcome(page):
    """The name of the one sentence that is shown."""
    shown = page.locator("[data-outcome]:visible")
    shown.first.wait_for()
    (name,) = [one.get_attribute("data-outcome") for one in shown.all()]
    return name


def look(someone, code, choice):
    page = someone.page
    page.locator("[data-clear]").click()
    page.locator("[data-code]").fill(code)
    fill_in(page, choice)
    page.locator("[data-look]").click()
    return outcome(page)


def open_desk(someone, slug):
    someone.go(f"/stemmingen/{slug}/controle/")
    someone.page.locator("[data-check]").wait_for()
    someone.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("kind", list(ELSE))
def test_three_answers(visitor, boxes, kind):
    voter, box = visitor(width=390), boxes[kind]
    open_desk(voter, box["slug"])
    choice = json.loads(box["choice"])
    asked = []
    voter.page.on("request", lambda request: asked.append(request.url))
    assert look(voter, box["code"], choice) == ("several" if kind == "three votes" else "same")
    voter.look()
    assert look(voter, box["code"].lower().replace(" ", ""), choice) != "absent"
    assert look(voter, box["code"], ELSE[kind]) == "other"
    assert look(voter, receipts.new_code(), choice) == "absent"
    voter.look()
    assert look(voter, "ABC", choice) == "no-code"
    assert asked == []
    kept = "[localStorage.length, sessionStorage.length, location.search, history.state]"
    assert voter.page.evaluate(kept) == [0, 0, "", None]


def test_lines_are_those_of_the_board(visitor, boxes):
    voter, box = visitor(), boxes["three votes"]
    open_desk(voter, box["slug"])
    look(voter, box["code"], json.loads(box["choice"]))
    frozen = voter.page.locator("[data-check]").get_attribute("data-frozen")
    read = "fetch(document.querySelector('[data-check]').dataset.board).then(a => a.text())"
    board = voter.page.evaluate(read)
    code = box["code"].replace(" ", "")
    wanted = [
        f"{receipts.locator(ballot)} {receipts.commitment(frozen, ballot, box['choice'])}"
        for ballot in receipts.ballot_codes(code, frozen, 3)
    ]
    lines = [str(board.split("\n").index(line) + 1) for line in wanted]
    shown = voter.page.locator("[data-outcome=several] [data-fill=lines]").inner_text()
    assert shown == ", ".join(lines)


def test_enter_looks_and_leaving_wipes(visitor, boxes):
    voter, box = visitor(), boxes["resolution"]
    open_desk(voter, box["slug"])
    voter.page.locator("[data-code]").fill(box["code"])
    fill_in(voter.page, json.loads(box["choice"]))
    here = voter.page.url
    voter.page.locator("[data-code]").press("Enter")
    assert outcome(voter.page) == "same"
    assert voter.page.url == here
    voter.go("/stemmingen/")
    voter.page.go_back()
    voter.page.locator("[data-check]").wait_for()
    assert voter.page.locator("[data-code]").input_value() == ""
    assert voter.page.locator("[data-check] input:checked").count() == 0


def test_without_a_choice_nothing_is_said_of_the_code(visitor, boxes):
    voter, box = visitor(), boxes["resolution"]
    open_desk(voter, box["slug"])
    voter.page.locator("[data-code]").fill(box["code"])
    voter.page.locator("[data-look]").click()
    assert outcome(voter.page) == "no-vote"
    open_desk(voter, boxes["stv"]["slug"])
    assert look(voter, boxes["stv"]["code"], {"rank": [KEYS[0]]}) == "other"
    place_of(voter.page, KEYS[4]).select_option("1")
    voter.page.locator("[data-look]").click()
    assert outcome(voter.page) == "no-rank"


def test_a_board_that_was_changed_on_the_way_is_not_believed(visitor, boxes):
    voter, box = visitor(), boxes["resolution"]
    voter.page.route("**/bord.txt", lambda route: route.fulfill(body="0" * 32 + " " + "0" * 64))
    open_desk(voter, box["slug"])
    assert look(voter, box["code"], json.loads(box["choice"])) == "no-board"


def test_without_javascript_the_page_says_how_else(visitor, boxes):
    voter = visitor(javascript=False, width=320)
    voter.go(f"/stemmingen/{boxes['resolution']['slug']}/controle/")
    assert not voter.page.locator("[data-check]").is_visible()
    assert voter.page.locator("[data-unchecked]").is_visible()
    assert voter.page.locator("#recipe").is_visible()
    assert "wijkstem locator 1" in voter.page.locator("#recipe").inner_text()


STRANGE = ["é", "\u0131", KEYS[2], KEYS[3], '"quoted"', "a\\b", "</a>", "\u2028", "\x01\x7f\t"]
CHOICES = [
    {"vote": "yes"},
    {"vote": None},
    {"approve": STRANGE},
    {"rank": STRANGE},
    {"points": {key: number for number, key in enumerate(STRANGE)}},
]


def test_script_and_ballot_box_work_out_the_same(visitor, boxes):
    """Test vectors: for every shape of choice, strange keys and any code."""
    someone = visitor()
    open_desk(someone, boxes["resolution"]["slug"])
    work_out = """async ([frozen, code, unit, choice]) => {
      const { ballotCode, canonical, commitment, locator } = receipts;
      const ballot = await ballotCode(code, frozen, unit);
      const said = canonical(choice);
      return [ballot, await locator(ballot), said, await commitment(frozen, ballot, said)];
    }"""
    for choice in CHOICES:
        for unit in (0, 1, 19):
            code, said = receipts.new_code(), canonical.dumps(choice)
            ballot = receipts.ballot_codes(code, FROZEN, 20)[unit]
            expected = [ballot, receipts.locator(ballot), said]
            expected.append(receipts.commitment(FROZEN, ballot, said))
            assert someone.page.evaluate(work_out, [FROZEN, code, unit, choice]) == expected
    order = "keys => [...keys].sort(receipts.byCodePoint)"
    assert someone.page.evaluate(order, STRANGE) == sorted(STRANGE)
    assert someone.page.evaluate("keys => [...keys].sort()", STRANGE) != sorted(STRANGE)
    for bits in (0, 1, 2**128 - 1):
        spell = "bytes => receipts.spell(Uint8Array.from(bytes))"
        assert someone.page.evaluate(spell, list(bits.to_bytes(16, "big"))) == receipts.spell(bits)
    assert someone.page.evaluate("text => receipts.read(text)", " abcd-oil0 ") == "ABCD0110"
