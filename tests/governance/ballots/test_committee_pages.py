"""A sealed vote through the pages, with the real command; and what a thief of a copy finds."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from governance.ballots.actions import lifecycle
from governance.ballots.box import receipts
from governance.ballots.committee import shares
from governance.ballots.models import CommitteeKey, Poll, Tally
from governance.members.roles import Role
from tests.factories import actor, ballot_code, draft, entry_of, member, resolution, sign_in, vote
from tests.sealed import ceremony, command, committee_key, sealed_resolution

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


def signed_in(someone):
    client = Client()
    sign_in(client, someone.user)
    return client


def everything():
    """All that is in the database, as text: what a thief of a copy holds."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def uploaded(path, name="file"):
    return {name: SimpleUploadedFile(path.name, path.read_bytes())}


def saved(response, path):
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    path.write_bytes(response.content)
    return path


def test_a_sealed_vote_from_the_key_to_the_result(tmp_path, caplog):
    caplog.set_level("DEBUG")
    anneke = signed_in(member("Anneke", Role.COUNTING))
    chair = signed_in(member("Meryem", Role.CHAIR))
    voters = [member() for _ in range(5)]
    sheets, public = ceremony(tmp_path / "key")
    two = ["--share", sheets[0], "--share", sheets[2]]

    file = uploaded(tmp_path / "key/public-key.json")
    assert anneke.post("/stemmingen/sleutels/", {"label": "2030", **file}).status_code == 302
    key = CommitteeKey.objects.get()
    page = f"/stemmingen/sleutels/{key.pk}/"
    rehearsal = saved(anneke.get(f"{page}oefening/"), tmp_path / "rehearsal.json")
    assert anneke.post(page, {"answer": receipts.new_code()}).status_code == 422
    answer = command("rehearse", rehearsal, *two).stdout.split()[-1]
    assert anneke.post(page, {"answer": answer}).status_code == 302

    poll = draft("contract")
    assert chair.get("/stemmingen/contract/verzegelen/").status_code == 200
    chair.post("/stemmingen/contract/verzegelen/", {"key": key.pk})
    assert chair.post("/stemmingen/contract/openen/").status_code == 302
    poll.refresh_from_db()
    assert (poll.state, poll.frozen["sealing"]["public_key"]) == ("open", public)
    for voter, choice in zip(voters, ["yes", "yes", "yes", "no", "blank"], strict=True):
        vote(poll, voter, choice)
    assert anneke.get("/stemmingen/contract/verzegeld/").status_code == 409
    assert anneke.get("/stemmingen/contract/ontzegelen/").status_code == 409
    chair.post("/stemmingen/contract/sluiten/")
    assert not Tally.objects.filter(poll=poll).exists()
    shown = signed_in(voters[0]).get("/stemmingen/contract/").content.decode()
    assert key.fingerprint in shown

    sealed = saved(anneke.get("/stemmingen/contract/verzegeld/"), tmp_path / "sealed.json")
    opened = tmp_path / "opened.json"
    done = command("open", sealed, opened, *two)
    assert done.returncode == 0, done.stderr
    address = "/stemmingen/contract/ontzegelen/"
    fewer = json.loads(opened.read_text())
    fewer["ballots"].pop()
    wrong = SimpleUploadedFile("opened.json", json.dumps(fewer).encode())
    assert anneke.post(address, {"file": wrong}).status_code == 422
    assert anneke.post(address, uploaded(sealed)).status_code == 422
    assert Poll.objects.get(pk=poll.pk).unsealed_at is None
    assert anneke.post(address, uploaded(opened)).status_code == 302
    poll.refresh_from_db()
    assert poll.state == "tallied"
    assert [poll.tally.result["tally"][key] for key in ("yes", "no", "blank")] == [3, 1, 1]

    private = bytes(shares.join([shares.read(sheet.read_text()) for sheet in sheets[:2]]))
    words = [shares.read(sheet.read_text()).split() for sheet in sheets]
    secrets = [private.hex(), base64.b64encode(private).decode(), answer]
    secrets += [" ".join(share[n : n + 3]) for share in words for n in range(4, 30, 3)]
    everywhere = everything() + caplog.text
    assert key.public_key in everywhere, "the control: what is there is found"
    assert [secret for secret in secrets if secret in everywhere] == []


def test_a_copy_stolen_during_a_sealed_vote_reveals_no_choice_and_no_code():
    key, _private = committee_key()
    voters = [member() for _ in range(4)]

    def found(poll):
        codes = [vote(poll, voter, "yes") for voter in voters]
        names = [ballot_code(poll, code) for code in codes]
        copy = everything()
        return [word in copy for word in ('"vote":"yes"', *codes, *names)]

    assert found(sealed_resolution(key)) == [False] * 9
    secret = found(resolution("gewoon"))
    assert secret == [True, False, False, False, False, True, True, True, True], "the control"


def test_the_pages_of_the_committee_are_its_own(client):
    key, _private = committee_key()
    poll = sealed_resolution(key)
    lifecycle.close(poll=poll, by=actor("chair"))
    of_committee = [
        "/stemmingen/sleutels/",
        f"/stemmingen/sleutels/{key.pk}/",
        f"/stemmingen/sleutels/{key.pk}/oefening/",
        f"/stemmingen/sleutels/{key.pk}/intrekken/",
        "/stemmingen/geheim/verzegeld/",
        "/stemmingen/geheim/ontzegelen/",
    ]
    for someone, status in (
        (member("", Role.COUNTING), 200),
        (member("", Role.CHAIR), 403),
        (member(), 403),
    ):
        browser = signed_in(someone)
        assert [browser.get(address).status_code for address in of_committee] == [status] * 6
    assert {client.get(address).status_code for address in of_committee} == {302}


def test_opening_without_a_rehearsed_key_is_refused_in_a_plain_sentence():
    chair = signed_in(member("", Role.CHAIR))
    poll = draft(mode="sealed")
    answer = chair.post("/en/stemmingen/de-brug/openen/")
    assert answer.status_code == 409
    assert "choose a key that the counting committee has rehearsed" in answer.content.decode()
    poll.refresh_from_db()
    assert poll.state == "draft"


def test_a_key_that_is_not_rehearsed_cannot_be_chosen():
    key, _private = committee_key(rehearsed=False)
    chair = signed_in(member("", Role.CHAIR))
    poll = draft()
    assert chair.post("/stemmingen/de-brug/verzegelen/", {"key": key.pk}).status_code == 422
    poll.refresh_from_db()
    assert poll.mode == "secret"


def test_a_retired_key_is_shown_and_not_offered():
    key, _private = committee_key()
    anneke = signed_in(member("", Role.COUNTING))
    assert anneke.post(f"/stemmingen/sleutels/{key.pk}/intrekken/").status_code == 302
    assert anneke.post(f"/stemmingen/sleutels/{key.pk}/intrekken/").status_code == 404
    assert key.fingerprint in anneke.get("/stemmingen/sleutels/").content.decode()
    assert not CommitteeKey.objects.usable().exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 9000, b"{}" * 9000])
def test_files_that_are_none_of_ours_come_back_with_a_sentence(content):
    key, _private = committee_key()
    poll = sealed_resolution(key)
    lifecycle.close(poll=poll, by=actor("chair"))
    anneke = signed_in(member("", Role.COUNTING))
    for address in ("/stemmingen/sleutels/", "/stemmingen/geheim/ontzegelen/"):
        data = {"label": "x", "file": SimpleUploadedFile("x.json", content)}
        assert anneke.post(address, data).status_code == 422


def test_the_receipt_of_a_sealed_vote_is_the_same_again(as_member, client):
    key, _private = committee_key()
    voter = as_member("Anna")
    poll = sealed_resolution(key)
    code = receipts.new_code()
    entry = entry_of(poll, voter)
    form = {"choice": '{"vote":"no"}', "code": receipts.sign(code, entry.pk)}
    for _time in range(2):
        answer = client.post(f"/stemmingen/geheim/stembiljet/{entry.pk}/uitbrengen/", form)
        assert answer.status_code == 200
        assert receipts.spaced(code) in answer.content.decode()
    assert poll.ballots.count() == 1
