"""A list of new members in a browser: uploaded with mistakes, seen, put right, brought in."""

import pytest

from tests.journeys.steps import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
HOME = "/beheer/leden-importeren/"
LIST = (
    "Voornaam;Achternaam;Wijk;Soort;E-mail;Lid sinds;Postcode\r\n"
    "Trijntje;Proefkonijn;{place};bewoner;trijntje@wijk.example;1-2-2026;{code}\r\n"
    "Ab;Anders;Havenbuurt;bewoner;;1-2-2026;1234ab\r\n"
)


def upload(someone, text):
    """Through upload and columns to the page with the rows."""
    someone.page.goto(someone.home + HOME)
    file = {"name": "nieuw.csv", "mimeType": "text/csv", "buffer": text.encode()}
    someone.page.locator("input[type=file]").set_input_files(file)
    press(someone, "form[enctype] button[type=submit]")
    press(someone, "form[action$='/kolommen/'] button[type=submit]")
    wait_for(someone, ".imports__filter")


def press(someone, selector):
    someone.page.locator(selector).first.click()
    someone.page.wait_for_load_state()
    assert not someone.faults, someone.faults


def wait_for(someone, selector):
    """With JavaScript the page comes by itself; without it, by looking again."""
    for _ in range(120):
        if someone.page.locator(selector).count():
            return
        someone.page.wait_for_timeout(500)
        if someone.twin:
            someone.page.reload()
    pytest.fail(someone.page.content())


def test_list_with_mistakes_is_put_right_and_brought_in(visitor):
    secretary = visitor()
    sign_in_as(secretary, "secretaris")
    upload(secretary, LIST.format(place="Nergenshuizen", code="12"))
    page = secretary.page.locator("main").inner_text()
    assert "Nergenshuizen" in page
    assert page.index("Trijntje Proefkonijn") < page.index("Ab Anders")
    assert secretary.page.locator("input[name=act][value=start]").count() == 0

    upload(secretary, LIST.format(place="Havenbuurt", code="1234 AB"))
    press(secretary, "form:has(input[name=act][value=start]) button")
    wait_for(secretary, ".help-info")

    again = visitor(javascript=False)
    sign_in_as(again, "secretaris")
    upload(again, LIST.format(place="Havenbuurt", code="1234 AB"))
    page = again.page.locator("main").inner_text()
    assert "trijntje@wijk.example" in page  # she is there: this time it is a problem
    assert again.page.locator("input[name=act][value=start]").count() == 0
