"""The committee's command on its own computer: two shares are the key, one is nothing."""

import base64
import itertools
import json
import re
import subprocess
import sys

import pytest
from nacl.public import PrivateKey

from governance.ballots.box import sealing
from governance.ballots.committee import command as committee
from governance.ballots.committee import files, shares
from tests.sealed import ROOT, ceremony, command

pytestmark = pytest.mark.any_database

BALLOTS = [("CODE0", '{"vote":"yes"}'), ("CODE1", '{"vote":"no"}')]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return ceremony(tmp_path_factory.mktemp("key") / "new", "--label", "Proef 2030")


def sealed_file(public, ballots=BALLOTS):
    boxes = [sealing.seal(public, code, choice, 20) for code, choice in ballots]
    return files.SealedBallots("proef", "Wat kiezen wij?", "0" * 64, public, tuple(sorted(boxes)))


def run(*words):
    return committee.main([str(word) for word in words])


def opening(tmp_path, file, sheets):
    """Runs `open` with these sheets; the code it ends with, and what it wrote."""
    sealed, opened = tmp_path / "sealed.json", tmp_path / "opened.json"
    sealed.write_text(files.write(file))
    with_shares = [part for sheet in sheets for part in ("--share", sheet)]
    status = run("open", sealed, opened, *with_shares)
    return status, opened.read_text() if opened.exists() else None


def test_any_two_of_three_shares_open_the_ballots(made, tmp_path):
    sheets, public = made
    for number, pair in enumerate(itertools.permutations(sheets, 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        status, written = opening(folder, sealed_file(public), pair)
        assert status == 0
        expected = files.OpenedBallots("proef", "0" * 64, tuple(BALLOTS))
        assert files.read(files.OpenedBallots, written) == expected
    assert opening(tmp_path, sealed_file(public), sheets)[0] == 0, "all three do no harm"


def test_one_share_opens_nothing(made, tmp_path, capsys):
    sheets, public = made
    for sheet in sheets:
        assert opening(tmp_path, sealed_file(public), [sheet]) == (1, None)
        assert opening(tmp_path, sealed_file(public), [sheet, sheet]) == (1, None)
    assert capsys.readouterr().err.splitlines() == (
        ["2 different shares are needed, and here is 1."] * 6
    )


def test_shares_of_another_key_are_refused(made, tmp_path, capsys):
    sheets, public = made
    others, other_public = ceremony(tmp_path / "other")
    assert opening(tmp_path, sealed_file(public), others[:2]) == (1, None)
    assert opening(tmp_path, sealed_file(public), [sheets[0], others[1]]) == (1, None)
    assert opening(tmp_path, sealed_file(other_public), sheets[:2]) == (1, None)
    assert capsys.readouterr().err.splitlines() == [
        "These shares are of another key than the one the file was sealed to.",
        "These shares do not belong together.",
        "These shares are of another key than the one the file was sealed to.",
    ]


def test_one_damaged_box_opens_nothing(made, tmp_path, capsys):
    sheets, public = made
    strange = sealing.seal(
        sealing.check_public(public_of(PrivateKey.generate())), "CODE2", '{"vote":"no"}', 20
    )
    good = sealed_file(public)
    file = files.SealedBallots(
        good.poll, good.question, good.frozen_hash, public, (*good.boxes, strange, "?")
    )
    assert opening(tmp_path, file, sheets[:2]) == (1, None)
    assert capsys.readouterr().err.startswith("2 of 4 boxes cannot be opened")


def public_of(private):
    return base64.b64encode(bytes(private.public_key)).decode()


def test_the_private_key_is_written_nowhere(made):
    sheets, public = made
    key = shares.join([shares.read(sheet.read_text()) for sheet in sheets[:2]])
    assert public_of(key) == public
    folder = sheets[0].parent
    assert sorted(path.name for path in folder.iterdir()) == [
        "public-key.json", "share-1.txt", "share-2.txt", "share-3.txt",
    ]  # fmt: skip
    spelled = [bytes(key).hex(), base64.b64encode(bytes(key)).decode()]
    texts = [path.read_text() for path in folder.iterdir()]
    assert not [text for text in texts for key_text in spelled if key_text in text]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_share_is_read_from_its_sheet_and_from_first_letters(made):
    sheets, _public = made
    sheet = sheets[0].read_text()
    words = re.findall(r"\d+\. (\w+)", sheet)
    assert shares.read(sheet).split() == words
    assert len(words) == 33
    assert shares.read(" ".join(word[:4].upper() for word in words)).split() == words
    for wrong in (words[:-1], [*words[:3], "qqqq", *words[4:]], [words[1], words[0], *words[2:]]):
        with pytest.raises(shares.BadShare):
            shares.read(" ".join(wrong))


def test_each_sheet_says_whose_it_is_and_what_not_to_do(made):
    sheets, _public = made
    mark = json.loads((sheets[0].parent / "public-key.json").read_text())["fingerprint"]
    for number, sheet in enumerate(sheets, start=1):
        text = sheet.read_text()
        assert f"DEEL {number} VAN 3" in text
        assert f"SHARE {number} OF 3" in text
        assert mark in text
        assert "Proef 2030" in text
        assert max(map(len, text.splitlines())) <= 100


def test_typed_shares_are_asked_for_again_until_they_are_right(made, tmp_path):
    sheets, public = made
    typed = [shares.read(sheet.read_text()) for sheet in sheets]
    rehearsal = tmp_path / "rehearsal.json"
    box = sealing.seal(public, "ANSWER", "rehearsal", 16)
    rehearsal.write_text(files.write(files.Rehearsal(public, box)))
    answers = "\n".join([typed[0], "what is this", typed[0], typed[2], ""])
    done = command("rehearse", rehearsal, typed=answers)
    assert (done.returncode, done.stdout.split()[-1]) == (0, "ANSWER")
    lost = command("rehearse", rehearsal, typed=typed[0] + "\n")
    assert (lost.returncode, lost.stderr) == (1, "A share is missing.\n")


def test_shown_shares_are_written_nowhere(tmp_path):
    done = command("make", tmp_path / "key", "--show", typed="\n" * 6)
    assert done.returncode == 0
    assert [path.name for path in (tmp_path / "key").iterdir()] == ["public-key.json"]
    assert len(re.findall(r"\d+\. \w+", done.stdout)) == 99


def test_nothing_is_written_over_and_wrong_numbers_are_refused(made, tmp_path, capsys):
    folder = made[0][0].parent
    assert run("make", folder) == 1
    assert run("make", tmp_path / "one", "--threshold", "1") == 1
    assert run("make", tmp_path / "many", "--shares", "17") == 1
    assert [path.exists() for path in (tmp_path / "one", tmp_path / "many")] == [False, False]
    (tmp_path / "opened.json").write_text("x")
    assert opening(tmp_path, sealed_file(made[1]), made[0][:2]) == (1, "x")
    assert run("rehearse", tmp_path / "absent.json") == 1
    assert run("rehearse", tmp_path / "opened.json") == 1


def test_five_shares_of_which_three_open(tmp_path):
    sheets, public = ceremony(tmp_path / "key", "--shares", "5", "--threshold", "3")
    assert opening(tmp_path, sealed_file(public), sheets[1:3])[0] == 1
    assert opening(tmp_path, sealed_file(public), sheets[1:4])[0] == 0


def test_what_is_no_file_of_ours_is_refused():
    good = files.write(files.OpenedBallots("p", "0" * 64, (("A", "{}"),)))
    assert files.read(files.OpenedBallots, good).ballots == (("A", "{}"),)
    for wrong in (
        "", "[]", "null", "{" * 5000, "[" * 100_000, b"\xff\xfe\xff",
        good.replace("opened", "sealed"),
        good.replace('"A"', "1"), good.replace('"A"', '"\\ud800"'), good.replace('"p"', "{}"),
        good.replace('"poll"', '"pol"'), good.replace('"A",', '"A", "B",'),
    ):  # fmt: skip
        with pytest.raises(files.BadFile):
            files.read(files.OpenedBallots, wrong)


def test_the_command_needs_neither_django_nor_a_database():
    probe = (
        "import sys; from governance.ballots.committee import command; "
        "print(sorted({'django', 'sqlite3', 'psycopg', 'socket'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
