"""What goes out beside the page: headers, cookies, error pages, logs and error reports."""

import json
import logging
import re
import sys
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter, get_exception_reporter_filter

from governance.ballots.actions import cast
from governance.ballots.box import receipts
from governance.ballots.models import Ballot
from governance.notifications.models import OutboxMail
from tests import factories
from tests.factories import entry_of, resolution, vote
from tests.governance.ballots.test_paper import hidden

pytestmark = pytest.mark.any_database

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def policy(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


def sign_in(town, role):
    client = Client(raise_request_exception=False)
    factories.sign_in(client, town.users[role])
    return client


def pages(town, role="member"):
    """The addresses of one page of each sort, for somebody who may read them all."""
    entry = town.entry(role)
    return [
        "/",
        "/en/",
        "/nieuws/",
        "/nieuws/bollen/",
        "/stukken/",
        "/mijn/",
        "/stemmingen/",
        *(f"/stemmingen/{town.polls[name].slug}/" for name in ("open", "closed", "tallied")),
        f"/stemmingen/open-stemming/stembiljet/{entry.pk}/",
        f"/stemmingen/ronde-round/stembiljet/{town.entry(role, 'round').pk}/",
        "/budget/",
        "/budget/ronde-round/",
        "/budget/ronde-counted/",
        "/voorstellen/",
        "/voorstellen/indienen/",
        f"/voorstellen/{town.own_idea.pk}/",
        f"/voorstellen/{town.own_idea.pk}/intrekken/",
        "/account/uitloggen/",
        "/demo/postvak/",
        "/stijl/",
    ]


def errors(client):
    """Every error page a visitor can meet, with the status it should have."""
    strict = Client(enforce_csrf_checks=True)
    return {
        "400": (400, client.get("/stijl/", headers={"host": "evil.example"})),
        "400 at the door": (400, client.generic("POST", "/", b"--x", "multipart/form-data")),
        "403": (403, client.get("/stemmingen/concept/openen/")),
        "403 forged": (403, strict.post("/account/inloggen/", {"email": "a@example.org"})),
        "404": (404, client.get("/absent/")),
        "405": (405, client.post("/stijl/")),
        "file that is absent": (404, client.get("/media/images/absent.webp")),
    }


def test_policy_is_strict_on_every_page_of_ours(town):
    client = sign_in(town, "member")
    for address in pages(town):
        response = client.get(address)
        assert response.status_code == 200, address
        assert policy(response) == STRICT, address


def test_policy_is_strict_on_every_error_page(town):
    for name, (status, response) in errors(sign_in(town, "member")).items():
        assert response.status_code == status, name
        assert policy(response) == STRICT, name


def test_policy_is_strict_on_the_500_page(town, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("the secret")

    monkeypatch.setattr("governance.ballots.pages.poll.paper_parts", fail)
    response = sign_in(town, "member").get("/stemmingen/open-stemming/")
    assert response.status_code == 500
    assert policy(response) == STRICT
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


def test_policy_is_wider_only_below_the_back_office(town):
    client = sign_in(town, "editor")
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in policy(client.get("/beheer/"))
    for address in ("/beheerder/", "/en/beheer/", "/%2Fbeheer/", "//beheer/", "/x/../beheer/x"):
        assert policy(client.get(address)) == STRICT, address


def test_every_answer_says_how_a_browser_must_treat_it(town):
    client = sign_in(town, "member")
    answers = {address: client.get(address) for address in pages(town)}
    answers |= {name: response for name, (_status, response) in errors(client).items()}
    for name, response in answers.items():
        assert response.headers["X-Content-Type-Options"] == "nosniff", name
        assert response.headers["Referrer-Policy"] == "same-origin", name
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "frame-ancestors 'none'" in policy(response), name
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN", name


def test_what_is_about_somebody_is_kept_by_no_browser_and_no_proxy(town):
    client = sign_in(town, "member")
    paper = f"/stemmingen/open-stemming/stembiljet/{town.entry('member').pk}/"
    checked = client.post(paper, {"code": hidden(client.get(paper), "code"), "vote": "yes"})
    fields = {name: hidden(checked, name) for name in ("choice", "code")}
    cast = client.post(f"{paper}uitbrengen/", fields)
    answers = [checked, cast, client.post(f"{paper}uitbrengen/", {}), client.get(paper)]
    assert [answer.status_code for answer in answers] == [200, 200, 422, 409]
    answers += [
        client.get(address) for address in ("/mijn/", "/stemmingen/", "/budget/ronde-round/")
    ]
    counting = sign_in(town, "counting")
    files = ("stembiljetten.pb", "uitslag.csv", "uitslag.json")
    answers += [counting.get(f"/budget/ronde-counted/{name}") for name in files]
    for answer in answers:
        assert "no-store" in answer.headers["Cache-Control"], answer.request["PATH_INFO"]
        assert "private" in answer.headers["Cache-Control"]


class Loaded(HTMLParser):
    """Everything that a browser fetches by itself, and everything that runs inside the page."""

    def __init__(self, page):
        super().__init__()
        self.fetched, self.inline, self.targets = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        self.fetched += [attrs[name] for name in ("src", "poster", "data") if attrs.get(name)]
        self.fetched += re.findall(r"[^\s,]+(?=\s[\d.]+[wx])", attrs.get("srcset") or "")
        if tag == "link":
            self.fetched.append(attrs["href"])
        if tag in ("a", "form", "button"):
            self.targets += [attrs[n] for n in ("href", "action", "formaction") if attrs.get(n)]
        self.inline += [name for name in attrs if name.startswith(("on", "hx-on", "style"))]
        if tag == "style" or (tag == "script" and "src" not in attrs):
            self.inline.append(tag)


def test_no_page_loads_anything_from_elsewhere_or_carries_script_or_style(town):
    client = sign_in(town, "member")
    answers = [client.get(address) for address in pages(town)]
    answers += [response for _status, response in errors(client).values()]
    for response in answers:
        found = Loaded(response.content.decode())
        where = response.request["PATH_INFO"]
        assert [one for one in found.fetched if not re.match(r"/(?!/)", one)] == [], where
        assert found.inline == [], where
        assert not [one for one in found.targets if one.lower().startswith("javascript:")], where


def test_session_changes_its_name_when_somebody_signs_in(town):
    client = sign_in(town, "member")
    before = client.session.session_key
    town.users["chair"].email = "voorzitter@wijkstem.example"
    town.users["chair"].save()
    client.post("/demo/aanmelden/", {"role": "voorzitter"})
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_500_page_stands_alone():
    page = render_to_string("500.html")
    assert [one for one in Loaded(page).fetched if not one.startswith("/static/")] == []
    assert "{%" not in page
    assert "csrfmiddlewaretoken" not in page


def code_of(ballot_or_code):
    return {ballot_or_code, receipts.spaced(ballot_or_code)}


@pytest.fixture
def failing_cast(client, as_member, monkeypatch, settings, caplog):
    """Casts where the ballot box breaks in the middle; gives the code and what was reported."""
    settings.ADMINS = [("Beheer", "beheer@example.org")]
    client.raise_request_exception = False
    logger, handler = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(handler)
    caplog.set_level("DEBUG")
    anna = as_member("Anna")
    poll = resolution()
    url = f"/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, anna).pk}/"
    checked = client.post(url, {"code": hidden(client.get(url), "code"), "vote": "blank"})
    code = re.search(r"<code>([^<]+)</code>", checked.content.decode())[1]

    def fail(*, poll, entry_id, voter, code, choice):
        assert code
        assert choice
        raise RuntimeError("the box is stuck")

    monkeypatch.setattr(cast, "cast", fail)
    fields = {name: hidden(checked, name) for name in ("choice", "code")}
    response = client.post(f"{url}uitbrengen/", fields)
    logger.removeHandler(handler)
    assert response.status_code == 500
    assert b"stuck" not in response.content
    signed = fields["code"]
    return {code, code.replace(" ", ""), signed, signed.split(":")[0], '"blank"', "&quot;blank"}, (
        client.session.session_key
    )


@pytest.mark.django_db
def test_error_report_of_a_failed_cast_holds_no_choice_and_no_code(failing_cast):
    secrets, session = failing_cast
    bodies = [report.body for report in mail.outbox]
    texts = [*bodies, *(part.content for report in mail.outbox for part in report.alternatives)]
    assert len(texts) == 3  # what Django mails of itself is text, ours here also has the variables
    assert all("the box is stuck" in text for text in texts)
    for text in texts:
        assert [secret for secret in {*secrets, session} if secret in text] == []


@pytest.mark.django_db
def test_log_of_a_failed_cast_holds_no_choice_and_no_code(failing_cast, caplog):
    secrets, _session = failing_cast
    records = caplog.get_records("setup")
    said = "\n".join(logging.Formatter().format(record) for record in records)
    assert "the box is stuck" in said
    assert [secret for secret in secrets if secret in said] == []


def test_report_hides_the_post_of_every_view_and_every_variable(settings):
    """Also of views that did not ask for it, such as the one that reads a sign-in code."""
    request: HttpRequest = RequestFactory().post("/", {"code": "1234-5678"})
    request.COOKIES["sessionid"] = "the-session"
    try:
        held = "a ballot"
        raise RuntimeError(len(held))
    except RuntimeError:
        reporter = ExceptionReporter(request, *sys.exc_info(), is_email=True)
    for text in (reporter.get_traceback_text(), reporter.get_traceback_html()):
        assert [s for s in ("1234-5678", "the-session", "&#x27;a ballot") if s in text] == []
    assert type(get_exception_reporter_filter(request)).__name__ == "WithoutValues"


def logged_while_casting(client, voter, caplog):
    """Casts a ballot with DEBUG on; gives what of it came into the log."""
    poll = resolution()
    url = f"/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, voter).pk}/"
    checked = client.post(url, {"code": hidden(client.get(url), "code"), "vote": "blank"})
    fields = {name: hidden(checked, name) for name in ("choice", "code")}
    assert client.post(f"{url}uitbrengen/", fields).status_code == 200
    ballot = Ballot.objects.get(poll=poll)
    secrets = (*code_of(ballot.code), ballot.body, fields["code"])
    return [secret for secret in secrets if secret in caplog.text]


@pytest.mark.django_db
def test_log_at_its_most_talkative_holds_no_ballot(settings, caplog, client, as_member):
    """With DEBUG on, Django writes every statement with its values to a logger."""
    settings.DEBUG = True
    caplog.set_level("DEBUG")
    assert logged_while_casting(client, as_member("Anna"), caplog) == []


@pytest.mark.django_db
def test_that_log_would_hold_it_if_those_loggers_were_not_kept_quiet(
    settings, caplog, client, as_member
):
    settings.DEBUG = True
    caplog.set_level("DEBUG", logger="django.db.backends")
    caplog.set_level("DEBUG")
    assert len(logged_while_casting(client, as_member("Anna"), caplog)) >= 2


@pytest.mark.django_db
def test_no_choice_and_no_code_in_mail_session_tasks_or_cache(
    client, as_member, django_capture_on_commit_callbacks, monkeypatch
):
    queued = []
    monkeypatch.setattr(
        "governance.notifications.actions.outbox.async_task",
        lambda *args, **kw: queued.append((args, kw)),
    )
    anna = as_member("Anna")
    poll = resolution()
    OutboxMail.objects.all().delete()  # of the town
    with django_capture_on_commit_callbacks(execute=True):
        code = vote(poll, anna, "blank")
    (letter,) = OutboxMail.objects.all()
    kept = [letter.key, letter.subject, letter.text, repr(queued), json.dumps(dict(client.session))]
    for text in kept:
        assert [s for s in (*code_of(code), "blank", "blanco") if s in text.lower()] == []
    assert letter.to == anna.user.email
