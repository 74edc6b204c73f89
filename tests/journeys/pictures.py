"""The pictures of the README, of the demo as it is today: `make pictures`. Not a test."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import ROOT
from tests.journeys.steps import CHEAP, open_paper, sign_in_as, tick

pytestmark = pytest.mark.browser
IMAGES = ROOT / "docs" / "images"
COLOURS, MOST = 128, 150_000


def keep(picture: bytes, name: str) -> None:
    """Few colours and nothing but the picture, so that the repository stays small."""
    to = Path(IMAGES / f"{name}.png")
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(to, optimize=True)
    assert to.stat().st_size < MOST, name


@pytest.fixture
def viewer(visitor):
    """Somebody for whom nothing moves: pencils have drawn what they draw."""

    def enter(**look):
        someone = visitor(**look)
        someone.page.emulate_media(reduced_motion="reduce")
        return someone

    return enter


def window(someone, name, height, path="", top=""):
    """What a window of this height shows, scrolled until `top` is above."""
    if path:
        someone.page.goto(someone.home + path)
    if top:
        someone.page.evaluate("top => document.querySelector(top).scrollIntoView()", top)
    someone.page.set_viewport_size({"width": someone.page.viewport_size["width"], "height": height})
    someone.page.wait_for_load_state("networkidle")
    keep(someone.page.screenshot(), name)


def whole(someone, name):
    keep(someone.page.screenshot(full_page=True), name)


def test_on_a_phone(viewer):
    member = viewer(width=390)
    sign_in_as(member, "lid")
    open_paper(member, "/stemmingen/badhuis-kopen/")
    member.page.get_by_text("Voor", exact=True).click()
    whole(member, "ballot")
    open_paper(member, "/stemmingen/naam-wijkhuis/")
    for label, place in (("Plons", "1"), ("De Vierde Brug", "1"), ("Het Badhuis", "3")):
        member.page.get_by_label(label).select_option(place)
    member.page.locator("button[name=step][value=check]").click()
    member.page.wait_for_load_state()
    whole(member, "ranking")


def test_on_a_desk(viewer):
    window(viewer(width=1200), "home", 800, "/")
    window(viewer(width=1200, dark=True), "dark", 800, "/stemmingen/")
    window(viewer(width=1200), "round", 1000, "/budget/wijkbudget-vorig/", ".result")
    reader = viewer(width=1200)
    for name, slug in (("resolution", "leeftijd-lidmaatschap"), ("election", "bestuur-kiezen")):
        reader.page.goto(f"{reader.home}/stemmingen/{slug}/")
        keep(reader.page.locator(".result").first.screenshot(), name)


def test_behind_the_door(viewer):
    member = viewer(width=1200)
    sign_in_as(member, "lid")
    window(member, "my-page", 900, "/mijn/")
    open_paper(member, "/budget/wijkbudget/")
    for plan in CHEAP:
        tick(member, plan)
    member.page.locator("#panel").get_by_text("3 plannen").wait_for()
    window(member, "budget-ballot", 860)
    secretary = viewer(width=1200)
    sign_in_as(secretary, "secretaris")
    window(secretary, "register", 800, "/beheer/leden/")
