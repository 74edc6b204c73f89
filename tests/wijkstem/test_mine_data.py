"""All that the house holds about one person, in a file; and no vote among it."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from content.straw.models import Vote
from governance.ballots.actions import lifecycle, mailings, tally
from governance.ballots.models import ProxyGrant
from governance.joining.models import Application, Invitation
from governance.members.actions import register
from governance.members.models import User
from governance.members.privacy.declarations import DECLARATIONS, Withheld
from governance.members.privacy.export import parts
from governance.members.privacy.tables import undeclared
from governance.members.roles import Role
from governance.notifications.actions.preferences import choose
from proposals import actions as proposals
from tests.factories import actor, draft, member, resolution, straw_poll, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/mijn/inzage/"


def download(client, address=URL):
    answer = client.post(address)
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def data_of(client):
    return json.loads(download(client).read("my-data.json"))


@pytest.fixture
def anna(client, as_member):
    """A member of whom there is something of every sort."""
    bram = member("Bram")
    anna = as_member("Anna", Role.CHAIR)
    register.change(member=anna, by=actor("Henk"), street="=cmd|' /C calc'!A0")
    choose(user=anna.user, wishes={"results": "daily"})
    poll = draft()
    ProxyGrant.objects.create(poll=poll, principal=bram, holder=anna)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    vote(poll, anna, "yes")
    mailings.mail_due()
    proposals.submit(author=anna, neighbourhood=anna.neighbourhood, title="Een bank", text="x")
    straw = straw_poll()
    Vote.objects.create(question=straw, user=anna.user, choice=straw.choices.first())
    EmailAddress.objects.create(user=anna.user, email=anna.user.email, verified=True)
    now = timezone.now()
    Application.objects.create(
        state="accepted", name="Anna", email="anna@example.org", kind_id="resident",
        neighbourhood=anna.neighbourhood, submitted_at=now, decided_at=now, member=anna,
    )  # fmt: skip
    Invitation.objects.create(
        member=anna, digest="d" * 64, made_at=now, by_name="x", expires_at=now
    )
    return anna


def test_every_model_about_people_is_handed_out_or_listed_with_a_reason():
    assert undeclared() == set()
    exports = [declaration.export for declaration in DECLARATIONS.values()]
    withheld = [export.reason for export in exports if isinstance(export, Withheld)]
    assert len(withheld) > 10
    assert all(len(reason) > 20 for reason in withheld)


def test_a_model_that_is_neither_would_be_found(monkeypatch):
    monkeypatch.delitem(DECLARATIONS, "proposals.Idea")
    assert undeclared() == {"proposals.Idea"}
    silent = replace(DECLARATIONS["ballots.Participation"], export=())
    monkeypatch.setitem(DECLARATIONS, "ballots.Participation", silent)
    assert undeclared() == {"proposals.Idea", "ballots.Participation"}


def test_file_holds_every_part_and_nothing_of_others(client, anna):
    proposals.submit(
        author=member("Cor"), neighbourhood=anna.neighbourhood, title="Van Cor", text="y"
    )
    text = download(client).read("my-data.json").decode()
    data = json.loads(text)
    empty = {name for name in parts() if not data[name]}
    assert empty - {"sightings"} == {"devices", "pages_and_files", "back_office", "paper_batches"}
    assert data["member"][0]["number"] == anna.number
    assert data["events"][0]["changes"]["street"][1].startswith("=cmd")
    assert data["terms"][0]["role"] == "voorzitter"
    assert data["proxies"] == [{"poll": "de-brug", "kind": "received", "other": "Bram"}]
    assert data["straw_votes"][0]["choice"] == "Fietsen"
    assert data["invitations"][0].keys() == {"made_at", "by", "expires_at", "used_at", "void"}
    assert "Cor" not in text
    assert "lid" not in {mail["to"].partition("@")[0] for mail in data["mails"]}


def test_taking_part_is_in_it_and_the_vote_is_not(client, anna):
    data = data_of(client)
    assert [(row["took_part"], row["choice_in_vote_by_name"]) for row in data["rolls"]] == [
        ("yes", "")
    ]
    assert "receipt" not in json.dumps(data).lower()


@pytest.mark.parametrize(
    ("mode", "closed", "said"),
    [
        ("open", True, "Voor"),
        ("open", False, ""),
        ("confidential", False, ""),
        ("confidential", True, ""),
        ("secret", True, ""),
    ],
)
def test_only_a_counted_vote_by_name_shows_the_choice(client, as_member, mode, closed, said):
    anna = as_member("Anna")
    poll = resolution(mode=mode)
    vote(poll, anna, "yes")
    if closed:
        lifecycle.close(poll=poll, by=actor("test"))
        tally.tally(poll=poll)
    (row,) = data_of(client)["rolls"]
    assert (row["took_part"], row["choice_in_vote_by_name"]) == ("yes", said)


def test_tables_are_safe_for_a_spreadsheet_and_hold_the_same(client, anna):
    zipped = download(client)
    table = zipped.read("csv/member.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table), delimiter=";")
    assert row["street"].startswith("'=cmd")
    assert row["name"] == "Anna"
    filled = {name for name in parts() if data_of(client)[name]}
    assert {f"csv/{name}.csv" for name in filled} < set(zipped.namelist())
    for name in zipped.namelist():
        cells = [cell for line in csv.reader(io.StringIO(zipped.read(name).decode("utf-8-sig")),
                 delimiter=";") for cell in line] if name.endswith(".csv") else []  # fmt: skip
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_readme_says_what_is_not_there_in_both_languages(client, anna):
    dutch = download(client).read("readme.txt").decode()
    english = download(client, "/en" + URL).read("readme.txt").decode()
    assert "nergens bewaard" in dutch
    assert "stored nowhere" in english
    assert "rolls (1)" in english


def test_who_left_and_who_is_no_member_still_get_their_file(client):
    gone = member("Anna", left_on=timezone.localdate())
    client.force_login(gone.user)
    assert data_of(client)["member"][0]["name"] == "Anna"
    client.force_login(User.objects.create_user("bureau@example.org"))
    assert data_of(client)["member"] == []


def test_page_itself_shows_how_much_and_gives_no_file(client, anna):
    answer = client.get(URL)
    assert "text/html" in answer.headers["Content-Type"]
    assert "Volmachten die u gaf of kreeg" in answer.content.decode()
