"""How each wants to get which mail: at once, with the daily mail, or not at all."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.ballots import mail_kinds
from governance.ballots.actions import lifecycle, mailings, tally
from governance.notifications.actions import outbox, preferences, sending
from governance.notifications.mail_kinds import (
    MEMBERSHIP,
    SECURITY,
    WORK,
    How,
    MailKind,
    add_kind,
    always,
    registered,
)
from governance.notifications.models import OutboxMail, Preference
from tests.factories import actor, draft, member, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TEMPLATE = "ballots/mail/vote_cast.txt"


def message(someone, key, kind=mail_kinds.RESULTS):
    context = {"poll": draft(f"p-{key}"), "entry": someone}
    return outbox.Message(key=key, to=someone.user, kind=kind, template=TEMPLATE, context=context)


def want(someone, how, kind=mail_kinds.RESULTS):
    preferences.choose(user=someone.user, wishes={kind: how})


def waiting():
    return list(OutboxMail.objects.order_by("key").values_list("key", "daily"))


def test_each_gets_a_kind_as_they_want_it():
    now, daily, none, silent = (member(name) for name in ("Anna", "Bram", "Carla", "Dirk"))
    want(now, How.NOW)
    want(daily, How.DAILY)
    want(none, How.NONE)
    people = {"a": now, "b": daily, "c": none, "d": silent}
    outbox.post_all([message(one, key) for key, one in people.items()])
    assert waiting() == [("a", False), ("b", True), ("d", False)]
    sending.send_waiting()
    assert {one.to[0] for one in mail.outbox} == {now.user.email, silent.user.email}


def test_one_mail_heeds_the_wish_too():
    anna = member()
    want(anna, How.NONE)
    one = message(anna, "a")
    fields = {"key": "a", "to": anna.user, "template": TEMPLATE, "context": one.context}
    assert outbox.post(**fields, kind=mail_kinds.RESULTS) is False
    assert outbox.post(**fields, kind=mail_kinds.CONVENING) is True


@pytest.mark.parametrize("kind", [mail_kinds.CONVENING, mail_kinds.VOTE_CAST, SECURITY, MEMBERSHIP])
def test_what_cannot_be_switched_off_comes_whatever_is_stored(kind):
    anna = member()
    want(anna, How.NONE, kind)
    assert not Preference.objects.exists()
    Preference.objects.create(user=anna.user, kind=kind, how=How.NONE)
    outbox.post_all([message(anna, "a", kind)])
    assert waiting() == [("a", False)]


def test_work_for_a_role_can_wait_for_the_evening_and_no_longer():
    anna = member()
    want(anna, How.NONE, WORK)
    assert preferences.chosen(anna.user)[WORK] == How.NOW
    want(anna, How.DAILY, WORK)
    assert preferences.chosen(anna.user)[WORK] == How.DAILY


def queries(messages):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        outbox.post_all(messages)
    return [query["sql"] for query in seen if "SAVEPOINT" not in query["sql"]]


def test_a_batch_asks_once_for_all_wishes():
    few = queries([message(member(), "one")])
    many = [message(member(), f"m{number}") for number in range(40)]
    assert len(queries(many)) == len(few) == 2
    always = queries([message(member(), "told", mail_kinds.VOTE_CAST)])
    assert len(always) == 1
    assert not any("preference" in sql for sql in always)


def test_nobody_gets_a_result_who_does_not_want_it_but_the_call_to_vote_comes():
    anna, bram = member("Anna"), member("Bram")
    want(anna, How.NONE)
    poll = resolution()
    vote(poll, bram, "yes")
    mailings.mail_due()
    lifecycle.close(poll=poll, by=actor("test"))
    tally.tally(poll=poll)
    mailings.mail_due()
    keys = set(OutboxMail.objects.values_list("kind", "to"))
    assert (mail_kinds.CONVENING, anna.user.email) in keys
    assert (mail_kinds.RESULTS, bram.user.email) in keys
    assert (mail_kinds.RESULTS, anna.user.email) not in keys


def test_switching_off_throws_away_what_waited_for_the_evening():
    anna = member()
    want(anna, How.DAILY)
    outbox.post_all([message(anna, "a")])
    want(anna, How.NONE)
    assert waiting() == []


def test_who_has_no_address_gets_nothing():
    anna = member()
    anna.user.email = ""
    outbox.post_all([message(anna, "a", mail_kinds.CONVENING)])
    assert waiting() == []


def test_the_list_of_kinds_is_closed():
    with pytest.raises(KeyError):
        outbox.post_all([message(member(), "a", "gossip")])
    with pytest.raises(ValueError, match="already"):
        add_kind(MailKind(key=mail_kinds.RESULTS, title="x", about="y", always="z"))
    with pytest.raises(ValueError, match="says why"):
        add_kind(MailKind(key="silent", title="x", about="y"))
    registered.pop("silent")


def test_page_stores_a_choice_and_says_why_the_rest_always_comes(client, as_member):
    anna = as_member("Anna")
    page = client.get("/en/mijn/meldingen/").content.decode()
    for kind in always(has_role=False):
        assert str(kind.always) in page
    assert "Work that waits" not in page
    wishes = preferences.chosen(anna.user) | {"results": "daily", "reminders": "none"}
    answer = client.post("/mijn/meldingen/", wishes)
    assert answer.status_code == 302
    said = preferences.chosen(anna.user)
    assert (said["results"], said["reminders"]) == (How.DAILY, How.NONE)


@pytest.mark.parametrize("how", ["", "yearly", "\0", "daily"])
def test_a_way_that_a_kind_does_not_have_is_sent_back(client, as_member, how):
    anna = as_member("Anna")
    wishes = preferences.chosen(anna.user) | {"results": "none", "reminders": how}
    answer = client.post("/mijn/meldingen/", wishes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reminders"])
    assert preferences.chosen(anna.user)["results"] == How.NOW


def headers_of(someone, kind):
    outbox.post_all([message(someone, f"h-{kind}", kind)])
    sending.send_waiting()
    return mail.outbox[-1]


def test_what_can_be_switched_off_says_how_and_one_post_does_it(client):
    anna = member("Anna")
    sent = headers_of(anna, mail_kinds.RESULTS)
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in sent.body
    path = address.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    assert preferences.chosen(anna.user)["results"] == How.NOW
    strict = type(client)(enforce_csrf_checks=True)
    for _twice in range(2):
        answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert preferences.chosen(anna.user)["results"] == How.NONE
    assert preferences.chosen(anna.user)["reminders"] == How.NOW


def test_mail_that_always_comes_has_no_link_and_none_can_be_made_up(client):
    anna = member("Anna")
    sent = headers_of(anna, mail_kinds.VOTE_CAST)
    assert "List-Unsubscribe" not in sent.extra_headers
    for kind in (mail_kinds.VOTE_CAST, SECURITY, "gossip"):
        token = preferences.stop_token(anna.user, kind)
        assert client.post(f"/mijn/meldingen/afmelden/{token}/").status_code == 404
    good = preferences.stop_token(anna.user, mail_kinds.RESULTS)
    assert client.get(f"/mijn/meldingen/afmelden/{good}/").status_code == 200
    assert client.get(f"/mijn/meldingen/afmelden/{good[:-1]}/").status_code == 404
