"""The counting committee in a real browser: what `make run` shows of a sealed vote, and papers."""

import subprocess
import sys

import pytest

from tests.journeys.conftest import ROOT
from tests.journeys.steps import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.journey]

SHARES = ROOT / "site/wijkstem/demo/data/committee"


def test_the_sealed_vote_of_the_demo_is_opened_with_two_shares(visitor, tmp_path):
    anneke = visitor(width=320)
    sign_in_as(anneke, "stemcommissie")
    anneke.go("/stemmingen/giften-van-bedrijven/")
    anneke.click("Verzegelde stemmen openen", role="link")
    with anneke.page.expect_download() as download:
        anneke.page.get_by_role("link", name="Neem de verzegelde stemmen mee").click()
    sealed, opened = tmp_path / "sealed.json", tmp_path / "opened.json"
    download.value.save_as(sealed)
    with_shares = [part for n in (2, 3) for part in ("--share", SHARES / f"share-{n}.txt")]
    command = [sys.executable, "-m", "governance.ballots.committee", "open", sealed, opened]
    subprocess.run([*command, *with_shares], cwd=ROOT, check=True, capture_output=True)
    anneke.page.locator("input[type=file]").set_input_files(sealed)
    anneke.click("Openen en tellen")
    assert "Dit is niet het bestand met de geopende stemmen." in anneke.text()
    anneke.page.locator("input[type=file]").set_input_files(opened)
    anneke.click("Openen en tellen")
    assert "Aangenomen" in anneke.text()


def test_papers_are_entered_one_by_one_in_the_form_of_their_kind(visitor):
    anneke = visitor(width=320)
    sign_in_as(anneke, "stemcommissie")
    for slug in ("badhuis-kopen", "wijkbudget", "naam-wijkhuis"):
        anneke.go(f"/stemmingen/{slug}/papier/")
        anneke.page.locator("textarea").fill("41")
        anneke.page.locator("input[name=whole]").check()
        anneke.click("Deze enveloppen zijn binnen")
        assert "Stembiljet 1 van 1" in anneke.text()
        if slug == "badhuis-kopen":
            anneke.page.locator("label.choice").first.click()
            anneke.click("Volgende stembiljet")
            assert "Alle stembiljetten zijn ingevoerd" in anneke.text()
        anneke.click("Deze invoer weggooien")
