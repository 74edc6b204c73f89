"""The board, and the page on which a voter looks their ballot up."""

import hashlib
import html
import re
import subprocess
import sys

import pytest

from governance.ballots.actions import bulletin_board, lifecycle, tally
from governance.ballots.box import canonical, receipts
from governance.ballots.forms.voting import SealedChoice
from governance.ballots.models import AuditEvent, BulletinBoard, Poll, Tally
from governance.members.roles import Role
from tests.factories import actor, budget_round, draft, election, entry_of, member, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EACH_KIND = {
    "resolution": {"vote": "yes"},
    "plurality": {"vote": None},
    "approval": {"approve": ["anna", "carla"]},
    "stv": {"rank": ["carla", "anna"]},
    "points": {"points": {"anna": 2, "carla": 5}},
    "budget": {"approve": ["boom", "bank"]},
}


def poll_of(kind: str) -> Poll:
    if kind == "resolution":
        return resolution(public=True)
    if kind == "budget":
        return budget_round(costs={"bank": 100_00, "boom": 200_00}, budget=500_00).poll
    return election(rule=kind, **({"points": 10} if kind == "points" else {}))


def closed_with_votes(poll, voters, choice):
    codes = [vote(poll, voter, choice) for voter in voters]
    lifecycle.close(poll=poll, by=actor("test"))
    return codes


@pytest.mark.parametrize("kind", list(EACH_KIND))
def test_board_file_holds_exactly_the_lines_whose_fingerprint_is_in_the_chain(client, kind):
    voters = [member() for _ in range(3)]
    poll = poll_of(kind)
    closed_with_votes(poll, voters, EACH_KIND[kind])
    answer = client.get(f"/stemmingen/{poll.slug}/bord.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    made = hashlib.sha256(b"wijkstem board 1\n" + answer.content).hexdigest()
    assert made == poll.events.get(kind=AuditEvent.Kind.CLOSED).detail["board"]
    assert answer.content.decode() == BulletinBoard.objects.get(poll=poll).lines
    assert len(answer.content.splitlines()) == 3


@pytest.mark.parametrize("kind", list(EACH_KIND))
def test_recipe_on_the_page_prints_the_line_of_the_ballot(client, kind):
    """What the page tells to do by hand is run here, as a voter would: copied from the page."""
    voter = member()
    poll = poll_of(kind)
    (code,) = closed_with_votes(poll, [voter], EACH_KIND[kind])
    page = client.get(f"/stemmingen/{poll.slug}/controle/").content.decode()
    recipe = html.unescape(re.search(r'<pre class="recipe"[^>]*>(.*?)</pre>', page, re.S)[1])
    said = canonical.dumps(poll.counting.check(EACH_KIND[kind], poll.configuration))
    example = re.search(r"'(\{.*\})'", recipe)[1]
    poll.counting.check(canonical.json.loads(example), poll.configuration)
    filled_in = recipe.replace("YOUR CODE", code).replace(example, said)
    assert run_alone(filled_in) == BulletinBoard.objects.get(poll=poll).lines
    assert run_alone(filled_in.replace(code, receipts.new_code())) != run_alone(filled_in)


def run_alone(program: str) -> str:
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_page_cannot_send_what_is_typed(client):
    """The fields stand in no form, so neither a key nor a button can send them."""
    voters = [member() for _ in range(2)]
    for kind in ("resolution", "plurality", "budget"):
        poll = poll_of(kind)
        closed_with_votes(poll, voters, EACH_KIND[kind])
        page = client.get(f"/stemmingen/{poll.slug}/controle/").content.decode()
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main
        assert set(re.findall(r'<button[^>]*type="(\w+)"', main)) == {"button"}
        assert main.count("<button") == main.count('<button class="btn') == 2
        assert re.search(r"<input[^>]*data-code", main)
        assert "name=" not in re.search(r"<input[^>]*data-code[^>]*>", main)[0]
        assert "hx-post" not in main


def test_page_tells_the_fingerprints(client):
    voter = member()
    poll = poll_of("resolution")
    closed_with_votes(poll, [voter], "yes")
    poll.refresh_from_db()
    page = client.get("/stemmingen/de-brug/controle/").content.decode()
    sheet = BulletinBoard.objects.get(poll=poll)
    assert re.findall(r'<code class="hash">(\w+)</code>', page) == [
        sheet.digest,
        poll.frozen_hash,
        poll.head,
    ]
    assert f'data-frozen="{poll.frozen_hash}"' in page
    assert f'data-digest="{sheet.digest}"' in page


def test_open_vote_shows_the_last_checkpoint(client):
    voters = [member() for _ in range(12)]
    poll = resolution(public=True)
    for voter in voters[:9]:
        vote(poll, voter, "yes")
    bulletin_board.checkpoint_due()
    address = "/stemmingen/de-brug/"
    assert client.get(f"{address}bord.txt").status_code == 404
    assert client.get(f"{address}controle/").context["page"].board is None
    for voter in voters[9:]:
        vote(poll, voter, "no")
    bulletin_board.checkpoint_due()
    assert len(client.get(f"{address}bord.txt").content.splitlines()) == 12
    page = client.get(f"/en{address}controle/").content.decode()
    assert "The vote is still open. This is the board of" in page


def test_draft_has_no_page_to_check(client, as_member):
    as_member("Meryem", Role.CHAIR)
    draft()
    assert client.get("/stemmingen/de-brug/controle/").status_code == 404


def test_board_of_a_members_vote_is_for_members(client, as_member):
    poll = resolution()
    lifecycle.close(poll=poll, by=actor("test"))
    assert client.get("/stemmingen/de-brug/bord.txt").status_code == 404
    assert client.get("/stemmingen/de-brug/controle/").status_code == 302
    as_member("Anna")
    assert client.get("/stemmingen/de-brug/bord.txt").status_code == 200
    assert client.get("/stemmingen/de-brug/controle/").status_code == 200


def test_candidates_stand_in_their_own_order_where_receipts_are_checked(client):
    voter = member()
    poll = election(rule="stv", names="Dora Carla Bram Anna")
    form = poll.paper.form(poll)(poll=poll, entry=None)
    assert [line.key for line in form.lines] == ["dora", "carla", "bram", "anna"]
    paper = poll.paper.form(poll)(poll=poll, entry=entry_of(poll, voter))
    assert sorted(line.key for line in paper.lines) == ["anna", "bram", "carla", "dora"]


def test_result_sheet_holds_every_fingerprint_in_full(client):
    """So that a sheet of paper can be held against the board, the chain and the evidence."""
    voter = member()
    poll = poll_of("resolution")
    closed_with_votes(poll, [voter], "yes")
    tally.tally(poll=poll)
    page = client.get("/stemmingen/de-brug/").content.decode()
    poll = Poll.objects.get(pk=poll.pk)
    proof = page.partition('aria-labelledby="proof"')[2].partition("</section>")[0]
    assert re.findall(r'<code class="hash">(\w+)</code>', proof) == [
        poll.frozen_hash,
        BulletinBoard.objects.get(poll=poll).digest,
        Tally.objects.get(poll=poll).digest,
        poll.head,
    ]
    assert 'href="/stemmingen/de-brug/controle/"' in proof


def test_receipt_holds_the_fingerprints_of_that_moment_and_leads_to_the_check(client, as_member):
    anna = as_member("Anna")
    poll = resolution()
    entry = entry_of(poll, anna)
    fields = SealedChoice.fields_for({"vote": "yes"}, receipts.new_code(), entry)
    answer = client.post(f"/stemmingen/de-brug/stembiljet/{entry.pk}/uitbrengen/", fields)
    page = answer.content.decode()
    assert re.findall(r'<code class="hash">(\w+)</code>', page) == [poll.frozen_hash, poll.head]
    assert 'href="/stemmingen/de-brug/controle/"' in page
