"""What one does on the site in a browser, time and again."""

import re

CODE = re.compile(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b")
CODES = re.compile("(Uw|Your) code")
"""What a mail with a code is called; others may come in between."""


def sign_in_by_code(someone, email):
    """Asks for a code, reads it in the mailbox, and types it over."""
    letters = someone.page.locator("main a[href*='/demo/postvak/']", has_text=CODES)
    someone.go(f"/demo/postvak/?aan={email}")
    known = letters.count()
    someone.go("/account/inloggen/")
    someone.page.locator("input[name=email], input[name=login]").first.fill(email)
    someone.page.locator("main form button").first.click()
    someone.page.wait_for_load_state()
    someone.look()
    here = someone.page.url
    for _ in range(40):  # the worker sends it
        someone.page.goto(f"{someone.home}/demo/postvak/?aan={email}")
        if letters.count() > known:
            break
        someone.page.wait_for_timeout(250)
    letters.first.click()
    someone.page.wait_for_load_state()
    code = CODE.search(someone.text())
    assert code, someone.text()
    someone.page.goto(here)
    someone.page.locator("input[name=code]").fill(code.group())
    someone.page.locator("main form button").first.click()
    someone.page.wait_for_url("**/mijn/")
    someone.look()


def sign_in_as(someone, role):
    someone.go("/account/inloggen/")
    someone.page.locator(f"form:has(input[name=role][value={role}]) button").click()
    someone.page.wait_for_url("**/mijn/")
    someone.look()


def open_paper(someone, path, paper=0):
    someone.go(path)
    someone.page.locator("main a[href*='/stembiljet/']").nth(paper).click()
    someone.page.wait_for_load_state()
    someone.look()


def check_and_cast(someone):
    """From the filled-in paper to the receipt; returns the receipt code."""
    someone.page.locator("button[name=step][value=check]").click()
    someone.page.wait_for_load_state()
    someone.look()
    shown = someone.page.locator(".receipt__code").inner_text()
    someone.page.locator("button.btn--vote").click()
    someone.page.wait_for_load_state()
    someone.look()
    assert someone.page.locator("h1").inner_text() == "Uw stem is uitgebracht"
    assert someone.page.locator(".receipt__code").inner_text() == shown
    return shown


def cast_resolution(someone, path, label, paper=0):
    open_paper(someone, path, paper)
    someone.page.get_by_text(label, exact=True).click()
    return check_and_cast(someone)


CHEAP = ("repaircafe", "taalcafe", "bankjes")
"""Plans that fit in the budget together, wherever they stand on the paper."""


def tick(someone, plan):
    someone.page.locator(f"label.choice:has(input[value={plan}])").click()


def cast_budget(someone, path):
    open_paper(someone, path)
    for plan in CHEAP:
        tick(someone, plan)
    return check_and_cast(someone)


def close_as_chair(chair, path):
    sign_in_as(chair, "voorzitter")
    chair.go(path)
    chair.page.locator("main a[href$='/sluiten/']").click()
    chair.page.wait_for_load_state()
    chair.look()
    chair.page.locator("main form button").click()
    chair.page.wait_for_load_state()
    chair.look()
