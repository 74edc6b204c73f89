"""Ballot papers in a real browser: with and without JavaScript, by mouse and by keyboard."""

import pytest

from tests.journeys.steps import (
    CHEAP,
    cast_resolution,
    check_and_cast,
    close_as_chair,
    open_paper,
    sign_in_as,
    sign_in_by_code,
    tick,
)

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


def test_panel_follows_the_choice(visitor):
    treasurer = visitor()
    sign_in_as(treasurer, "penningmeester")
    open_paper(treasurer, "/budget/wijkbudget/")
    page = treasurer.page
    before = page.locator("#panel").inner_text()
    page.locator("label.choice").first.click()
    page.wait_for_function(
        "before => document.querySelector('#panel').innerText != before", arg=before
    )
    assert "1 plan" in page.locator("#panel").inner_text()
    for index in range(1, 9):
        page.locator("label.choice").nth(index).click()
        page.wait_for_timeout(150)
    page.wait_for_function("document.querySelector('#panel').innerText.includes('Te veel')")
    assert page.get_by_text("Past niet meer").first.is_visible()
    treasurer.look()


def test_without_javascript(visitor):
    proxy = visitor(javascript=False)
    sign_in_by_code(proxy, "gemachtigde@wijkstem.example")
    cast_resolution(proxy, "/stemmingen/statuten-online-vergaderen/", "Tegen")
    proxy.go("/stemmingen/statuten-online-vergaderen/")
    papers = proxy.page.locator("main a[href*='/stembiljet/']")
    assert papers.count() == 1
    cast_resolution(proxy, "/stemmingen/statuten-online-vergaderen/", "Voor")

    open_paper(proxy, "/budget/wijkbudget/")
    tick(proxy, CHEAP[0])
    proxy.page.locator("button[name=step][value=panel]").click()
    proxy.page.wait_for_load_state()
    assert "1 plan" in proxy.page.locator("#panel").inner_text()
    proxy.look()
    for plan in CHEAP[1:]:
        tick(proxy, plan)
    check_and_cast(proxy)

    close_as_chair(visitor(javascript=False), "/stemmingen/statuten-online-vergaderen/")
    proxy.go("/stemmingen/statuten-online-vergaderen/")
    assert proxy.page.locator(".result__verdict").is_visible()


def test_an_order_is_filled_in_on_a_small_phone_without_javascript(visitor):
    """Two at one place come back; what is right is read back in its order, and cast."""
    member = visitor(javascript=False, width=320)
    sign_in_as(member, "penningmeester")
    open_paper(member, "/stemmingen/naam-wijkhuis/")
    for label, place in (("Plons", "1"), ("De Vierde Brug", "1"), ("Het Badhuis", "3")):
        member.page.get_by_label(label).select_option(place)
    member.page.locator("button[name=step][value=check]").click()
    member.page.wait_for_load_state()
    member.look()
    assert "hebben dezelfde plaats: 1" in member.text()
    member.page.get_by_label("De Vierde Brug").select_option("4")
    member.page.locator("button[name=step][value=check]").click()
    member.page.wait_for_load_state()
    member.look()
    chosen = member.page.locator(".choice__title").all_inner_texts()
    assert chosen == ["Plons", "Het Badhuis", "De Vierde Brug"]
    member.page.locator("button.btn--vote").click()
    member.page.wait_for_load_state()
    assert member.page.locator("h1").inner_text() == "Uw stem is uitgebracht"


def test_points_are_divided_on_a_small_phone_and_the_panel_counts_along(visitor):
    """Too many points come back; what is right is read back, most points first, and cast."""
    member = visitor(width=320)
    sign_in_as(member, "penningmeester")
    open_paper(member, "/stemmingen/havenplein-inrichten/")
    fields = {"Zes bomen met schaduw": "6", "Een kiosk voor koffie": "5"}
    for label, points in fields.items():
        member.page.get_by_label(label).fill(points)
        member.page.keyboard.press("Tab")
    member.page.locator("#panel.is-over").wait_for()
    assert "Te veel" in member.page.locator("#panel").inner_text()
    member.page.locator("button[name=step][value=check]").click()
    member.page.wait_for_load_state()
    member.look()
    assert "U gaf 11 punten en u hebt er 10. Haal er 1 weg." in member.text()
    member.page.get_by_label("Een kiosk voor koffie").fill("3")
    member.page.locator("button[name=step][value=check]").click()
    member.page.wait_for_load_state()
    member.look()
    given = member.page.locator(".choice__number").all_inner_texts()
    assert [number.split()[0] for number in given] == ["6", "3"]
    member.page.locator("button.btn--vote").click()
    member.page.wait_for_load_state()
    assert member.page.locator("h1").inner_text() == "Uw stem is uitgebracht"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_straw_poll_is_answered_where_it_stands(visitor, javascript):
    """On the home page: with htmx in place, without JavaScript by way of a whole page."""
    someone = visitor(width=390, javascript=javascript)
    sign_in_as(someone, "secretaris" if javascript else "penningmeester")
    someone.go("/")
    poll = someone.page.locator(".straw")
    poll.get_by_label("In het weekend").check()
    poll.get_by_role("button").click()
    poll.get_by_text("U koos: In het weekend").wait_for()
    assert someone.page.url == f"{someone.home}/"
    someone.look()
    poll.locator("summary").click()
    poll.get_by_label("Op een middag").check()
    poll.get_by_role("button").click()
    poll.get_by_text("U koos: Op een middag").wait_for()
    someone.look()


def test_worker_counts_and_the_page_follows(visitor):
    """The counting committee starts a count; the page shows its progress and then the result."""
    committee = visitor()
    sign_in_as(committee, "stemcommissie")
    committee.go("/budget/duurzaamheidsfonds/")
    committee.page.locator("main a[href$='/tellen/']").click()
    committee.page.wait_for_load_state()
    committee.look()
    committee.page.locator("main form button").click()
    committee.page.locator(".result__verdict").wait_for(timeout=30_000)
    committee.look()


def test_keyboard_alone_is_enough_to_vote(visitor):
    secretary = visitor()
    sign_in_as(secretary, "secretaris")
    open_paper(secretary, "/budget/wijkbudget/")
    page = secretary.page
    page.locator("input[name=approve]").first.focus()
    for _ in range(page.locator("input[name=approve]").count()):
        if page.evaluate("document.activeElement.value") in CHEAP:
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    assert page.locator("input[name=approve]:checked").count() == 3
    page.locator("button[value=check]").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.locator("button.btn--vote").focus()
    page.keyboard.press("Enter")
    page.locator(".receipt__code").wait_for()
    assert page.locator("h1").inner_text() == "Uw stem is uitgebracht"
