"""The mail around a vote: who gets it, once, what it says, and what it never says."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots.actions import electors, lifecycle, mailings, outcome, tally, vote_cast_mail
from governance.ballots.models import AuditEvent, Mailing
from governance.members.roles import Role
from governance.notifications.models import OutboxMail
from tests.factories import (
    actor,
    draft,
    election,
    entry_of,
    member,
    neighbourhood,
    resolution,
    vote,
)

pytestmark = pytest.mark.django_db


def mails(name=""):
    """Receiver, subject and text of what is in the outbox, by the start of the key."""
    found = OutboxMail.objects.filter(key__startswith=name).order_by("pk")
    return list(found.values_list("to", "subject", "text"))


def receivers(name=""):
    return sorted(to for to, _subject, _text in mails(name))


def address_of(*people):
    return sorted(person.user.email for person in people)


def count(poll):
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)


def test_opening_is_mailed_once_to_everybody_on_the_roll_with_a_login():
    anna, bram = member("Anna"), member("Bram")
    without = member("Cor")
    without.user.delete()
    member("Dirk", neighbourhood=neighbourhood("Molenkwartier"))
    member("Els", kind="supporter")
    poll = resolution(neighbourhood=anna.neighbourhood)
    assert [mailings.mail_due() for _ in range(3)] == [3, 0, 0]
    assert receivers("opened:") == address_of(anna, bram)
    assert list(Mailing.objects.values_list("mails", "letters", "finished")) == [(2, 1, True)]
    assert poll.roll.count() == 3


def test_opening_mail_says_what_a_voter_needs():
    anna, bram, carla = member("Anna"), member("Bram"), member("Carla")
    for person in (anna, bram, carla):
        person.user.language = "en"
        person.user.save()
    poll = draft(question="Kopen wij het huis?")
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    mailings.mail_due()
    texts = {to: text for to, _subject, text in mails("opened:")}
    event = poll.events.get()
    assert all(
        part in text
        for text in texts.values()
        for part in (
            "Kopen wij het huis?",
            "http://127.0.0.1:8000/en/stemmingen/de-brug/",
            poll.frozen_hash[:16],
            event.hash,
        )
    )
    assert "Bram can vote for you" in texts[anna.user.email]
    assert "proxy for: Anna" in texts[bram.user.email]
    assert "proxy" not in texts[carla.user.email]


def test_mail_is_in_the_language_of_its_receiver_with_the_address_to_match():
    anna, bram = member("Anna"), member("Bram")
    bram.user.language = "en"
    bram.user.save()
    resolution()
    mailings.mail_due()
    by_receiver = {to: text for to, _subject, text in mails("opened:")}
    assert "8000/stemmingen/de-brug/" in by_receiver[anna.user.email]
    assert "8000/en/stemmingen/de-brug/" in by_receiver[bram.user.email]


def test_who_left_gets_no_mail_and_who_was_suspended_after_opening_does():
    anna, bram, carla = member("Anna"), member("Bram"), member("Carla")
    resolution()
    today = timezone.localdate()
    anna.left_on = today
    bram.suspended_on = today
    carla.user.is_active = False
    for changed in (anna, bram, carla.user):
        changed.save()
    mailings.mail_due()
    assert receivers("opened:") == address_of(bram)


def test_who_is_added_to_the_roll_later_gets_the_opening_mail_alone():
    anna = member("Anna")
    poll = resolution()
    mailings.mail_due()
    bram = member("Bram")
    electors.add_to_roll(poll=poll, member=bram, reason="vergeten", by=actor("chair"))
    electors.set_proxy(poll=poll, principal=bram, holder=anna, by=actor("chair"))
    mailings.mail_due()
    assert [to for to, _subject, _text in mails("opened:")] == [anna.user.email, bram.user.email]


def test_each_extension_is_mailed_but_not_one_that_was_overtaken():
    anna = member("Anna")
    poll = resolution()
    mailings.mail_due()
    for days, reason in ((8, "storing"), (9, "nog een storing")):
        until = timezone.now() + datetime.timedelta(days=days)
        outcome.extend(poll=poll, until=until, reason=reason, by=actor("chair"))
    mailings.mail_due()
    ((to, _subject, text),) = mails("extended")
    assert to == anna.user.email
    assert "nog een storing" in text
    assert poll.events.get(number=3).hash in text


def test_result_is_mailed_once_when_it_is_there_with_the_number_of_ballots():
    anna, bram, _carla = member("Anna"), member("Bram"), member("Carla")
    poll = resolution()
    vote(poll, anna, "yes")
    vote(poll, bram, "yes")
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    mailings.mail_due()
    assert mails("counted:") == []
    tally.tally(poll=poll)
    assert [mailings.mail_due(), mailings.mail_due()] == [3, 0]
    texts = {text.partition("\n")[2] for _to, _subject, text in mails("counted:")}
    assert len(texts) == 1, "it tells nobody who voted"
    (text,) = texts
    assert " 2 " in text
    assert poll.events.get(kind=AuditEvent.Kind.TALLIED).hash in text


def test_cancelled_vote_is_mailed_with_its_reason_and_without_a_result():
    anna = member("Anna")
    poll = resolution()
    vote(poll, anna, "yes")
    outcome.cancel(poll=poll, reason="De vraag was dubbelzinnig.", by=actor("chair"))
    mailings.mail_due()
    assert receivers("opened:") == receivers("counted:") == []
    ((_to, _subject, text),) = mails("cancelled:")
    assert "De vraag was dubbelzinnig." in text


def test_opening_is_not_mailed_when_the_vote_is_over_already():
    member("Anna")
    poll = resolution()
    count(poll)
    mailings.mail_due()
    assert [key.partition(":")[0] for key in OutboxMail.objects.values_list("key", flat=True)] == [
        "counted"
    ]


def test_no_mail_says_what_was_chosen():
    voters = [member() for _ in range(3)]
    poll = election(rule="plurality", names="Zebedeus Anna Bram")
    codes = [vote(poll, voter, {"vote": "zebedeus"}) for voter in voters]
    mailings.mail_due()
    count(poll)
    mailings.mail_due()
    everything = "".join("".join(map(str, row)) for row in OutboxMail.objects.values_list())
    assert [len(mails(kind)) for kind in ("opened:", "vote-cast:", "counted:")] == [3, 3, 3]
    assert "zebedeus" not in everything.lower()
    assert not any(code in everything for code in codes)


def test_one_that_cannot_be_written_does_not_hold_up_the_others(monkeypatch):
    anna = member("Anna")
    resolution("kapot")
    entry = entry_of(resolution("goed"), anna)
    real = mailings.context

    def broken(event, entry, user):
        if event.poll.slug == "kapot":
            raise LookupError
        return real(event, entry, user)

    monkeypatch.setattr(mailings, "context", broken)
    mailings.mail_due()
    monkeypatch.undo()
    assert OutboxMail.objects.get().key == f"opened:goed:{entry.pk}"
    assert mailings.mail_due() == 1


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_batches_of_any_size_give_the_same_mails(monkeypatch, batch):
    people = [member() for _ in range(7)]
    resolution()
    monkeypatch.setattr(mailings, "BATCH", batch)
    mailings.mail_due()
    assert receivers("opened:") == address_of(*people)


def test_number_of_queries_does_not_depend_on_the_number_of_members(monkeypatch):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            mailings.mail_due()
        return len(captured)

    for _ in range(3):
        member()
    resolution("klein")
    few = queries()
    for _ in range(60):
        member()
    resolution("groot")
    assert queries() == few


def test_letters_are_those_without_a_login_before_and_after_opening():
    member("Anna")
    for fields in ({}, {"kind": "supporter"}, {"suspended_on": timezone.localdate()}):
        someone = member(**fields)
        someone.user.delete()
    poll = draft()
    assert mailings.letters_for(poll) == 1
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    assert mailings.letters_for(poll) == 1


def test_who_did_not_agree_to_mail_is_called_by_letter():
    """BW 2:41 lid 5."""
    member("Anna")
    member("Bram", email_consent_on=None)
    assert mailings.letters_for(draft()) == 1


def test_board_sees_how_many_need_a_letter(client, as_member):
    member("Anna")
    member("Cor").user.delete()
    as_member("Meryem", Role.CHAIR, Role.SECRETARY)
    poll = draft()
    sentence = (
        "1 kiezer krijgt geen mail, of gaf geen toestemming voor oproepen per mail: "
        "schrijf een brief."
    )
    assert sentence in client.get(f"/stemmingen/{poll.slug}/openen/").content.decode()
    lifecycle.open_poll(poll=poll, by=actor("test"))
    assert sentence in client.get(f"/stemmingen/{poll.slug}/").content.decode()
    as_member("Riet")
    assert sentence not in client.get(f"/stemmingen/{poll.slug}/").content.decode()


def test_who_signs_in_without_an_address_gets_letters_and_no_mail():
    anna, cor = member("Anna"), member("Cor")
    cor.user.email = None
    cor.user.save()
    poll = resolution("eerste")
    assert mailings.letters_for(poll) == 1
    mailings.mail_due()
    assert receivers("opened") == address_of(anna)
    vote(poll, cor, "yes")
    vote(poll, anna, "yes")
    vote_cast_mail.tell_due()
    assert receivers("vote-cast") == address_of(anna)
    assert "" not in receivers()
