"""A new kind of poll and a new counting method, each added in one room: from draft to recount."""

import csv
import io
import json

import pytest
from django.core.management import call_command

from governance.ballots.actions import evidence, lifecycle
from governance.ballots.models import Poll, Tally
from governance.ballots.verification.standalone import verify
from governance.members.roles import Role
from tests.factories import actor, entry_of, member, sign_in
from tests.governance.ballots.test_drafts import filled_in
from tests.governance.ballots.test_paper import Voter
from tests.governance.ballots.verification.unpacked import files_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ENGLISH = "/en/stemmingen/"


@pytest.fixture
def held(client, as_member, django_capture_on_commit_callbacks):
    """Walks a vote from the form of its draft to its count, by the pages."""

    def walk(address, fields, ballots):
        chair = as_member("Meryem", Role.CHAIR, kind="supporter")
        voters = [member() for _ in ballots]
        answer = client.post(f"{ENGLISH}nieuw/{address}/", fields)
        assert answer.status_code == 302, answer.context["form"].errors
        poll = Poll.objects.get()
        assert client.get(f"{ENGLISH}{poll.slug}/bewerken/").status_code == 200
        assert client.get(f"{ENGLISH}{poll.slug}/proef/").status_code == 200
        lifecycle.open_poll(poll=poll, by=actor("Meryem"))
        for voter, said in zip(voters, ballots, strict=True):
            sign_in(client, voter.user)
            walker = Voter(client, poll, entry_of(poll, voter))
            checked = walker.check(vote=said)
            assert checked.status_code == 200
            assert walker.cast(checked).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            lifecycle.close(poll=Poll.objects.get(), by=actor("Meryem"))
        sign_in(client, chair.user)
        return Poll.objects.get()

    return walk


def page(client, poll, part=""):
    answer = client.get(f"{ENGLISH}{poll.slug}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def table(client, poll):
    return list(csv.reader(io.StringIO(page(client, poll, "uitslag.csv")), delimiter=";"))


def evidence_is_right(poll):
    """The evidence checks itself and counts itself, with the program that is in it."""
    files = files_in(evidence.export(poll=poll, full=True, by=actor("commissie")))
    report = verify.check(files)
    return report.wrong == [] and b"def recount" in files["recount.py"]


def verified():
    out = io.StringIO()
    call_command("verify", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_new_kind_is_drafted_cast_counted_shown_exported_and_recounted(client, held):
    fields = filled_in(question="Hoe gaat het?", when_even="lower")
    poll = held("stoplicht", fields, ["green", "amber", "green", "red"])
    assert (poll.kind, poll.state) == ("light", "tallied")
    shown = page(client, poll)
    assert "The light is amber" in shown
    assert "Between two colours" in shown
    assert "The light is amber." in page(client, poll, "vaststellen/")
    assert '{"vote":"…"}' in page(client, poll, "controle/").replace("&quot;", '"')
    assert table(client, poll)[1:] == [["red", "1"], ["amber", "1"], ["green", "2"]]
    assert json.loads(page(client, poll, "uitslag.json"))["result"]["light"] == "amber"
    assert evidence_is_right(poll)


def test_board_finds_the_new_kind_where_it_prepares_a_vote(client, as_member):
    as_member("Meryem", Role.CHAIR)
    assert (
        f'href="{ENGLISH}nieuw/stoplicht/">Prepare a traffic light'
        in client.get(ENGLISH).content.decode()
    )
    other = client.get(f"{ENGLISH}nieuw/").content.decode()
    assert f'href="{ENGLISH}nieuw/stoplicht/">Do you want a traffic light instead?' in other
    assert "Prepare a traffic light" in client.get(f"{ENGLISH}nieuw/stoplicht/").content.decode()
    assert client.get(f"{ENGLISH}nieuw/dobbelsteen/").status_code == 404


NAMES = {"names": "Anna\nBram\nCarla", "seats": 1, "rule": "veto", "most": 2}


def test_new_method_is_drafted_cast_counted_shown_exported_and_recounted(client, held):
    fields = filled_in(question="Wie niet?", points=10, **NAMES)
    poll = held("verkiezing", fields, ["anna", "anna", "bram", ""])
    assert (poll.frozen["rule"], poll.frozen["most"]) == (["veto", 1], 2)
    shown = page(client, poll)
    assert "Elected: Carla" in shown
    assert "Carla has the fewest vetoes." in shown
    assert "Every ballot is one veto." in shown
    assert [row[2:] for row in table(client, poll)[1:]] == [["0", "2"], ["0", "1"], ["1", "0"]]
    assert evidence_is_right(poll)
    (found,) = verified()["polls"]
    assert found["recounted_alone"] is True
    assert Tally.objects.get().result["options"] == {"most": 2}


def test_setting_of_the_new_method_is_asked_for_it_alone(client, as_member):
    as_member("Meryem", Role.CHAIR)
    address = f"{ENGLISH}nieuw/verkiezing/"
    fields = filled_in(question="Wie niet?", points=10, **NAMES)
    without = client.post(address, fields | {"most": ""})
    assert (without.status_code, list(without.context["form"].errors)) == (422, ["most"])
    assert client.post(address, fields | {"most": "", "rule": "stv"}).status_code == 302
    assert "most" not in Poll.objects.get().rules
