"""After hundreds of votes through the pages: no choice and no code is anywhere but in the box."""

import logging
import re
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from governance.ballots.actions import bulletin_board, cast, lifecycle
from governance.ballots.box import receipts
from governance.ballots.models import Ballot, BulletinBoard, Choice, Tally
from governance.notifications.actions.sending import send_waiting
from tests import storm
from tests.factories import actor, draft, entry_of, member, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

VOTES = storm.size(12, 500)
KEYS = ["zeldzame-keuze-aalscholver", "zeldzame-keuze-bultrug", "zeldzame-keuze-cachalot"]


class Everything(logging.Handler):
    """Keeps all that is logged, as it would be written, with tracebacks."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def log(settings):
    """Every logger at DEBUG, but for those that the settings keep quiet at every level."""
    handler, root = Everything(), logging.getLogger()
    names = [name for name in root.manager.loggerDict if not name.startswith(settings.QUIET)]
    loggers = [root, *map(logging.getLogger, names)]
    before = [(one, one.level) for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler.lines
    root.removeHandler(handler)
    for one, level in before:
        one.setLevel(level)


def hold():
    poll = draft("zeldzaam", kind="election", rules={"rule": "plurality", "seats": 1})
    for order, key in enumerate(KEYS):
        poll.choices.create(key=key, label=f"Kandidaat {order}", order=order)
    return lifecycle.open_poll(poll=poll, by=actor("test"))


def vote_by_the_pages(poll, voter, key):
    """Paper, check page, receipt; returns the receipt code that the last one shows."""
    client = Client(raise_request_exception=False)
    sign_in(client, voter.user)
    paper = f"/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, voter).pk}/"
    code = re.search(r'name="code" value="([^"]+)"', client.get(paper).content.decode())[1]
    check = client.post(paper, {"code": code, "vote": key}).content.decode()
    fields = dict(re.findall(r'name="(choice|code)" value="([^"]*)"', check))
    fields["choice"] = fields["choice"].replace("&quot;", '"')
    page = client.post(f"{paper}uitbrengen/", fields).content.decode()
    return re.search(r'receipt__code"[^>]*>\s*<code[^>]*>([0-9A-Z ]+)<', page)[1].replace(" ", "")


def rows():
    """Every row of every table, with the table's name; sessions also as what they hold."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            yield model.__name__, repr(row)
    for session in apps.get_model("sessions.Session").objects.all():
        yield "Session", repr(session.get_decoded())


def places(secrets, log):
    """Where any of these secrets stands, in any of the spellings in which it could."""
    spellings = re.compile(
        "|".join(re.escape(s) for secret in secrets for s in (secret, quote(secret)))
    )
    texts = [
        *rows(),
        *(("log", line) for line in log),
        *(("mail", repr(letter.message().as_string())) for letter in mail.outbox),
        *(("cache", repr(entry)) for entry in getattr(cache, "_cache", {}).items()),
    ]
    return {place for place, text in texts if spellings.search(text)}


def test_votes_leave_no_trace_outside_the_box(log, settings):
    settings.MAIL_PER_MINUTE = 2 * VOTES
    with transaction.atomic():
        voters = [member() for _ in range(VOTES)]
    poll = hold()
    given = [vote_by_the_pages(poll, voter, KEYS[n % 3]) for n, voter in enumerate(voters)]
    bulletin_board.checkpoint_due()
    lifecycle.close(poll=poll, by=actor("chair"))
    assert send_waiting(limit=2 * VOTES) == len(mail.outbox) == VOTES
    assert len(log) > VOTES
    assert places([*given, *map(receipts.spaced, given)], log) == set()
    codes = [receipts.ballot_codes(code, poll.frozen_hash, 1)[0] for code in given]
    assert places([*codes, *map(receipts.spaced, codes)], log) == {"Ballot"}
    commitments = Ballot.objects.values_list("commitment", flat=True)
    assert places(commitments, log) == {"Ballot", "BulletinBoard"}
    # the keys are public: in the poll, its choices and its result, as many as there are choices
    assert places(KEYS, log) == {"Ballot", "Choice", "Poll", "Tally"}
    assert Choice.objects.count() == 3
    assert Tally.objects.count() == BulletinBoard.objects.count() == 1


@pytest.mark.parametrize("where", ["log", "Session", "OutboxMail", "cache"])
def test_planted_leak_is_found(where, log):
    """The control."""
    voter = member()
    poll = hold()
    code = vote_by_the_pages(poll, voter, KEYS[0])
    assert places([code], log) == set()
    if where == "log":
        logging.getLogger("governance").debug("cast with %s", code)
    elif where == "Session":
        client = Client()
        sign_in(client, voter.user)
        session = client.session
        session["last"] = code
        session.save()
    elif where == "cache":
        cache.set("last", code)
    else:
        apps.get_model("notifications.OutboxMail").objects.create(
            key=code, to="x@example.org", subject="", text=""
        )
    assert places([code], log) == {where}
    cache.clear()


def test_report_of_an_error_inside_a_cast_holds_neither_choice_nor_code(log, settings, monkeypatch):
    settings.ADMINS = [("Beheer", "beheer@example.org")]
    settings.DEBUG = False
    voter = member()
    poll = hold()
    client = Client(raise_request_exception=False)
    sign_in(client, voter.user)
    entry, code = entry_of(poll, voter), receipts.new_code()
    choice = {"vote": KEYS[1]}
    signed = receipts.sign(code, entry.pk)

    def fail(*_args, **_kwargs):
        raise RuntimeError("planted")

    monkeypatch.setitem(cast.cast.__globals__, "require_open", fail)
    fields = {"choice": f'{{"vote": "{choice["vote"]}"}}', "code": signed}
    answer = client.post(f"/stemmingen/{poll.slug}/stembiljet/{entry.pk}/uitbrengen/", fields)
    assert answer.status_code == 500
    (report,) = mail.outbox
    text = report.message().as_string() + answer.content.decode() + "\n".join(log)
    assert "planted" in text, "the control: this is the report of that error"
    ballot = receipts.ballot_codes(code, poll.frozen_hash, 1)[0]
    for secret in (KEYS[1], code, receipts.spaced(code), signed, ballot):
        assert secret not in text
    assert Ballot.objects.count() == 0
