"""From the mailbox to the verdict, in a real browser, on each kind of database."""

import pytest

from tests.journeys.steps import cast_budget, cast_resolution, close_as_chair, sign_in_by_code

pytestmark = pytest.mark.browser


def test_with_javascript(visitor):
    member = visitor()
    sign_in_by_code(member, "lid@wijkstem.example")
    code = cast_resolution(member, "/stemmingen/badhuis-kopen/", "Voor")
    assert len(code.replace(" ", "").replace("\n", "")) == 26

    member.go("/stemmingen/badhuis-kopen/")
    assert "U hebt gestemd" in member.text()

    close_as_chair(visitor(), "/stemmingen/badhuis-kopen/")
    for someone in (member, visitor()):
        someone.go("/stemmingen/badhuis-kopen/")
        assert someone.page.locator(".result__verdict").is_visible()
        assert "91" in someone.page.locator(".result").inner_text()

    cast_budget(member, "/budget/wijkbudget/")
    member.go("/mijn/")
