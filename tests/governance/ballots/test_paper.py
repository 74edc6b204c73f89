"""The pages on which one votes: choose, check, cast, receipt; and every bad post."""

import re

import pytest

from governance.ballots.actions import lifecycle
from governance.ballots.box import receipts
from governance.ballots.models import Ballot, Participation, Poll
from tests.factories import actor, ballot_code, draft, entry_of, member, resolution, sign_in, vote

pytestmark = pytest.mark.django_db


def paper_url(poll, entry):
    return f"/stemmingen/{poll.slug}/stembiljet/{entry.pk}/"


def hidden(response, name):
    """The value of a hidden field on the page."""
    page = response.content.decode()
    field = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert field, f"no field {name}"
    return field.group(1).replace("&quot;", '"')


class Voter:
    """Walks the pages of one ballot paper with a client."""

    def __init__(self, client, poll, entry):
        self.client, self.poll, self.url = client, poll, paper_url(poll, entry)

    def choose(self):
        return self.client.get(self.url)

    def check(self, **fields):
        code = hidden(self.choose(), "code")
        return self.client.post(self.url, {"code": code, "step": "check", **fields})

    def cast(self, checked, **changed):
        fields = {"choice": hidden(checked, "choice"), "code": hidden(checked, "code")}
        return self.client.post(f"{self.url}uitbrengen/", fields | changed)


@pytest.fixture
def voter(client, as_member):
    anna = as_member("Anna")
    poll = resolution()
    return Voter(client, poll, entry_of(poll, anna))


def receipt_of(response):
    """The receipt code that the page shows."""
    shown = re.search(r"<code>([0-9A-Z ]{32,})</code>", response.content.decode())
    return shown[1].replace(" ", "")


def nothing_stored():
    return not Ballot.objects.exists() and not Participation.objects.exists()


def test_choose_check_cast_receipt(voter):
    checked = voter.check(vote="yes")
    assert checked.status_code == 200
    assert nothing_stored()
    done = voter.cast(checked)
    assert done.status_code == 200
    assert receipt_of(done) == receipt_of(checked)
    assert ballot_code(voter.poll, receipt_of(done)) == Ballot.objects.get().code


def test_receipt_page_does_not_tell_the_choice(voter):
    done = voter.cast(voter.check(vote="no")).content.decode()
    assert "Tegen" not in done
    assert "Against" not in done


def test_reload_of_the_receipt_shows_it_again(voter):
    checked = voter.check(vote="yes")
    first, again = voter.cast(checked), voter.cast(checked)
    assert again.status_code == 200
    assert receipt_of(first) == receipt_of(again)
    assert ballot_code(voter.poll, receipt_of(again)) == Ballot.objects.get().code


def test_empty_ballot_comes_back_with_a_sentence(voter):
    response = voter.check()
    assert response.status_code == 422
    assert response.context["form"].errors["vote"]
    assert nothing_stored()


def test_change_brings_back_the_choice(voter):
    checked = voter.check(vote="no")
    fields = {
        "step": "change",
        "choice": hidden(checked, "choice"),
        "code": hidden(checked, "code"),
    }
    page = voter.client.post(voter.url, fields).content.decode()
    assert re.search(r'value="no"[^>]*checked', page)
    assert not re.search(r'value="yes"[^>]*checked', page)


BAD_CASTS = {
    "no code": {"code": ""},
    "code of one's own making": {"code": "AAAA"},
    "code with another signature": {"code": "WyJBIiwgMV0:x"},
    "no choice": {"choice": ""},
    "choice that is no JSON": {"choice": "{"},
    "choice that is a list": {"choice": "[]"},
    "choice nested too deep": {"choice": "[" * 20_000},
    "unknown choice": {"choice": '{"vote":"both"}'},
    "choice with a null character": {"choice": '{"vote":"\\u0000"}'},
    "half a character": {"choice": '{"vote":"\\ud800"}'},
    "huge number": {"choice": '{"vote":' + "9" * 5000 + "}"},
    "very long choice": {"choice": "x" * 60_000},
}


@pytest.mark.parametrize("bad", BAD_CASTS.values(), ids=BAD_CASTS.keys())
def test_bad_cast_is_a_plain_page_and_the_member_can_still_vote(voter, bad):
    checked = voter.check(vote="yes")
    refused = voter.cast(checked, **bad)
    assert refused.status_code == 422
    assert nothing_stored()
    assert voter.cast(checked).status_code == 200
    assert Ballot.objects.count() == 1


def test_code_of_a_neighbours_paper_is_refused(voter):
    bram = member()
    other = resolution("twee")
    foreign = receipts.sign(receipts.new_code(), entry_of(other, bram).pk)
    assert voter.cast(voter.check(vote="yes"), code=foreign).status_code == 422
    assert nothing_stored()


def test_second_device_is_told_that_one_has_voted(voter):
    phone, laptop = voter.check(vote="yes"), voter.check(vote="no")
    assert voter.cast(phone).status_code == 200
    assert voter.cast(laptop).status_code == 409
    assert Ballot.objects.get().body.rstrip() == '{"vote":"yes"}'
    assert voter.choose().status_code == 409


def test_paper_of_somebody_else_is_refused(client, as_member):
    bram = member()
    as_member("Anna")
    poll = resolution()
    for method in (client.get, client.post):
        assert method(paper_url(poll, entry_of(poll, bram))).status_code == 403


def test_member_who_is_not_on_the_roll_is_refused_politely(client, as_member):
    poll = resolution()
    as_member("Te laat")
    assert client.get(f"/stemmingen/{poll.slug}/").status_code == 200
    assert client.get(f"/stemmingen/{poll.slug}/stembiljet/999999/").status_code == 403


def test_stale_paper_after_closing_is_refused(voter):
    checked = voter.check(vote="yes")
    lifecycle.close(poll=Poll.objects.get(), by=actor("chair"))
    assert voter.cast(checked).status_code == 409
    assert voter.choose().status_code == 409
    assert nothing_stored()


def test_visitor_is_sent_to_sign_in(client):
    bram = member()
    poll = resolution()
    response = client.get(paper_url(poll, entry_of(poll, bram)))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/inloggen/?next=/stemmingen/")


def test_post_without_csrf_token_is_a_plain_403(as_member, settings):
    from django.test import Client

    anna = member("Anna")
    poll = resolution()
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, anna.user)
    response = strict.post(f"{paper_url(poll, entry_of(poll, anna))}uitbrengen/", {"choice": "x"})
    assert response.status_code == 403
    assert nothing_stored()


def test_choice_and_code_are_in_no_address(voter):
    checked = voter.check(vote="yes")
    page = checked.content.decode()
    code = hidden(checked, "code")
    for address in re.findall(r'(?:href|action|formaction|src)="([^"]*)"', page):
        assert code not in address
        assert "yes" not in address
    assert voter.client.get(f"{voter.url}uitbrengen/").status_code == 302


def test_voting_pages_are_not_kept_by_the_browser(voter):
    for response in (voter.choose(), voter.check(vote="yes")):
        assert "no-store" in response["Cache-Control"]


def test_voting_writes_nothing_to_the_session(voter):
    before = dict(voter.client.session)
    voter.cast(voter.check(vote="yes"))
    assert dict(voter.client.session) == before


def test_proxy_sees_both_papers_and_for_whom(client, as_member):
    anna, bram = member("Anna"), as_member("Bram")
    poll = draft()
    poll.proxies.create(principal=anna, holder=bram)
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    page = client.get(f"/stemmingen/{poll.slug}/").content.decode()
    assert paper_url(poll, entry_of(poll, anna)) in page
    assert paper_url(poll, entry_of(poll, bram)) in page
    assert "Anna" in client.get(paper_url(poll, entry_of(poll, anna))).content.decode()


def test_voter_who_voted_sees_so_on_the_polls_page(client, as_member):
    anna = as_member("Anna")
    poll = resolution()
    vote(poll, anna, "yes")
    page = client.get(f"/stemmingen/{poll.slug}/").content.decode()
    assert paper_url(poll, entry_of(poll, anna)) not in page
