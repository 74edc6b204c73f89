"""What voters read and can do in each mode, the turnout of an open vote, and the board's box."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots.actions import lifecycle, outcome, tally
from governance.ballots.box import receipts
from governance.ballots.forms.voting import SealedChoice
from governance.ballots.models import Ballot, Poll, RollEntry
from governance.ballots.pages.next_steps import next_steps
from governance.members.access.visitor import Visitor
from governance.members.roles import Role
from tests.factories import HALF, actor, budget_round, draft, entry_of, member, resolution, vote

pytestmark = pytest.mark.django_db

LINKED = ["open", "confidential"]
EVERY = [*LINKED, "secret"]


def paper_of(poll, voter):
    return f"/stemmingen/{poll.slug}/stembiljet/{entry_of(poll, voter).pk}/"


def cast(client, poll, voter, choice, code=None):
    code = code or receipts.new_code()
    fields = SealedChoice.fields_for({"vote": choice}, code, entry_of(poll, voter))
    return client.post(f"{paper_of(poll, voter)}uitbrengen/", fields)


def counted(poll):
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)
    return Poll.objects.get(pk=poll.pk)


@pytest.mark.parametrize("mode", EVERY)
def test_one_votes_again_where_ballots_are_linked_only(client, as_member, mode):
    anna = as_member("Anna")
    poll = resolution(mode=mode)
    first = cast(client, poll, anna, "yes")
    assert (first.status_code, first.context["page"].receipt.replaced) == (200, False)
    status = 200 if mode in LINKED else 409
    assert client.get(paper_of(poll, anna)).status_code == status
    second = cast(client, poll, anna, "no")
    assert second.status_code == status
    result = counted(poll).tally.result["tally"]
    assert (result["yes"], result["no"]) == ((0, 1) if mode in LINKED else (1, 0))
    if mode in LINKED:
        assert second.context["page"].receipt.replaced


def test_same_form_sent_twice_replaces_nothing(client, as_member):
    anna = as_member("Anna")
    poll = resolution(mode="open")
    code = receipts.new_code()
    answers = [cast(client, poll, anna, "yes", code).context["page"].receipt for _ in range(2)]
    assert [(one.repeated, one.replaced) for one in answers] == [(False, False), (True, False)]
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("mode", "paper", "check", "receipt"),
    [
        ("open", "all members see what you voted", "you can still change", "A ballot by name"),
        ("confidential", "confidential", "you can still change", "A confidential ballot"),
        ("secret", "Nothing is cast yet", "cannot change your vote any more", "A secret ballot"),
    ],
)
def test_paper_check_page_and_receipt_say_the_truth(client, as_member, mode, paper, check, receipt):
    anna = as_member("Anna")
    poll = resolution(mode=mode)
    address = f"/en{paper_of(poll, anna)}"
    shown = client.get(address)
    assert paper in shown.content.decode()
    sent = {"step": "check", "vote": "yes", "code": shown.context["page"].signed_code}
    assert check in client.post(address, sent).content.decode()
    fields = SealedChoice.fields_for({"vote": "yes"}, receipts.new_code(), entry_of(poll, anna))
    assert receipt in client.post(f"{address}uitbrengen/", fields).content.decode()


def test_member_with_three_votes_reads_so(client, as_member):
    firm = as_member("Bedrijf", kind="organisation")
    rules = {
        "majority": HALF,
        "quorum": {"numerator": 1, "denominator": 2, "unit": "votes"},
        "roll": {"votes": {"organisation": 3, "resident": 1}, "article": "art. 9"},
    }
    member("Anna")
    poll = resolution(rules=rules)
    page = client.get(f"/en{paper_of(poll, firm)}").content.decode()
    assert "Your vote counts three times. (art. 9)" in " ".join(page.split())
    receipt = cast(client, poll, firm, "yes").content.decode()
    assert "art. 9" in receipt
    shown = client.get(f"/en/stemmingen/{poll.slug}/").content.decode()
    assert "Together they have 3 of the 4 votes." in shown
    assert "3 votes of the 2 that are needed." in shown
    poll = counted(poll)
    shown = client.get(f"/en/stemmingen/{poll.slug}/").content.decode()
    assert "Votes of those who took part" in shown


# --- by name


def test_members_see_after_closing_who_voted_what_and_visitors_do_not(client, as_member):
    anna, bram, carla = (member(name) for name in ("Anna", "Bram", "Carla"))
    poll = resolution(mode="open", public=True)
    for voter, choice in ((anna, "no"), (bram, "yes"), (carla, "yes")):
        vote(poll, voter, choice)
    as_member("Dirk")
    assert client.get(poll.get_absolute_url()).context["page"].by_name == []
    counted(poll)
    groups = client.get(f"/en/stemmingen/{poll.slug}/").context["page"].by_name
    assert [(group.choice, group.votes, group.names) for group in groups] == [
        ("For", 2, ["Bram", "Carla"]),
        ("Against", 1, ["Anna"]),
    ]
    client.logout()
    page = client.get(poll.get_absolute_url())
    assert page.context["page"].by_name == []
    assert "Carla" not in page.content.decode()


@pytest.mark.parametrize("mode", ["confidential", "secret"])
def test_nobody_sees_names_in_other_modes(client, as_member, mode):
    anna = as_member("Anna", Role.CHAIR)
    poll = resolution(mode=mode)
    vote(poll, anna, "yes")
    counted(poll)
    assert client.get(poll.get_absolute_url()).context["page"].by_name == []


def test_cancelled_vote_by_name_shows_no_names(client, as_member):
    anna = as_member("Anna", Role.CHAIR)
    poll = resolution(mode="open")
    vote(poll, anna, "yes")
    outcome.cancel(poll=poll, reason="Verkeerde vraag.", by=actor("chair"))
    assert client.get(poll.get_absolute_url()).context["page"].by_name == []


def test_page_of_a_vote_by_name_asks_no_more_with_more_voters(client, as_member):
    as_member("Anna")
    counts = []
    for number in (2, 8):
        voters = [member() for _ in range(number)]
        poll = resolution(f"stemming-{number}", mode="open")
        for voter in voters:
            vote(poll, voter, "yes")
        counted(poll)
        client.get(poll.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(poll.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("mode", EVERY)
def test_only_pages_of_a_secret_vote_promise_that_names_and_votes_are_apart(
    client, as_member, mode
):
    as_member("Anna", Role.COUNTING)
    poll = resolution(mode=mode)
    spent = budget_round(costs={"bank": 1}, budget=2, open_it=False).poll
    Poll.objects.filter(pk=spent.pk).update(mode=mode)
    spent = lifecycle.open_poll(poll=Poll.objects.get(pk=spent.pk), by=actor("chair"))
    page = f"/en/stemmingen/{poll.slug}/"
    pages = [page, f"{page}controle/", f"{page}kiezerslijst/", f"{page}papier/"]
    for address in [*pages, f"/en/budget/{spent.slug}/"]:
        promised = "your name and your vote are kept apart" in client.get(address).content.decode()
        assert promised is (mode == "secret"), address


# --- the turnout


def ask(client, poll, **headers):
    return client.get(f"/stemmingen/{poll.slug}/opkomst/", headers={"HX-Request": "true"} | headers)


def test_turnout_comes_once_per_change_and_stops_at_closing(client, as_member):
    anna = as_member("Anna")
    quorum = {"numerator": 1, "denominator": 2}
    poll = resolution(rules={"majority": HALF, "quorum": quorum})
    first = ask(client, poll)
    assert first.status_code == 200
    assert ask(client, poll, if_none_match=first["ETag"]).status_code == 304
    vote(poll, anna, "yes")
    assert ask(client, poll, if_none_match=first["ETag"]).status_code == 200
    counted(poll)
    last = ask(client, poll)
    assert (last.status_code, last["HX-Refresh"]) == (286, "true")
    assert client.get(f"/stemmingen/{poll.slug}/opkomst/").status_code == 302


def test_turnout_tells_numbers_and_no_choice(client, as_member):
    anna = as_member("Anna")
    poll = resolution()
    vote(poll, anna, "yes")
    before = ask(client, poll).content
    other = resolution("anders")
    vote(other, anna, "no")
    assert ask(client, other).content == before.replace(b"de-brug", b"anders")


# --- the board's box


def show(poll, someone):
    return next_steps(Poll.objects.get(pk=poll.pk), Visitor(someone.user))


def main(poll, someone):
    shown = show(poll, someone)
    return shown.main.url.rsplit("/", 2)[1] if shown and shown.main else None


def test_box_offers_the_next_sensible_act(as_member):
    chair = member("Meryem", Role.CHAIR)
    poll = draft(rules={"majority": HALF, "quorum": {"numerator": 1, "denominator": 1}})
    assert main(poll, chair) == "openen"
    lifecycle.open_poll(poll=poll, by=actor("chair"))
    assert main(poll, chair) is None
    Poll.objects.update(closes_at=timezone.now() + datetime.timedelta(hours=3))
    assert main(poll, chair) == "verlengen"
    vote(poll, chair, "yes")
    assert main(poll, chair) == "sluiten"
    counted(poll)
    assert main(poll, chair) == "vaststellen"
    outcome.contest(poll=poll, member=chair, reason="Nee.")
    assert main(poll, chair) == "opnieuw"
    outcome.establish(poll=poll, words="Toch.", by=actor("chair"))
    assert main(poll, chair) is None


@pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.COUNTING, Role.EDITOR])
def test_box_of_an_open_vote_is_for_the_chair_alone(role):
    someone = member("Iemand", *([role] if role else []))
    assert show(resolution(), someone) is None
    assert RollEntry.objects.count() == 1


def test_secretary_sees_the_box_of_a_draft_without_opening_it():
    secretary = member("Henk", Role.SECRETARY)
    shown = show(draft(), secretary)
    names = [act.url.rsplit("/", 2)[1] for act in shown.others]
    assert (shown.main, names) == (None, ["proef", "bewerken", "verwijderen"])
