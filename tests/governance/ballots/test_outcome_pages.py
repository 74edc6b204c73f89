"""The pages on which a vote gets a later end, is cancelled, established, objected to, repeated."""

import datetime

import pytest
from django.utils import timezone

from budgets.rounds.models import OnBallot
from governance.ballots.actions import lifecycle, outcome, tally
from governance.ballots.models import AuditEvent, Poll
from governance.ballots.models.states import State
from governance.members.roles import Role
from tests.factories import actor, budget_round, election, member, resolution, sign_in, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

VERBS = ["verlengen", "afgelasten", "vaststellen", "opnieuw"]


def form_of(days):
    return (timezone.localtime() + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def counted(*voters, slug="de-brug", **fields):
    poll = resolution(slug, public=True, **fields)
    for voter in voters:
        vote(poll, voter, "yes")
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)
    return Poll.objects.get(pk=poll.pk)


def at_state(state, voter):
    """A resolution in that state, with that voter on its roll."""
    if state == State.OPEN:
        return resolution()
    poll = counted(voter)
    if state == State.ESTABLISHED:
        outcome.establish(poll=poll, words="Aangenomen.", by=actor("chair"))
    if state in (State.CONTESTED, State.LAPSED):
        outcome.contest(poll=poll, member=voter, reason="Te kort open.")
    if state == State.LAPSED:
        opens = timezone.now()
        closes = opens + datetime.timedelta(days=3)
        again = outcome.repeat(poll=poll, opens_at=opens, closes_at=closes, by=actor("chair"))
        lifecycle.open_poll(poll=again, by=actor("chair"))
    if state == State.CANCELLED:
        outcome.cancel(poll=poll, reason="Verkeerde vraag.", by=actor("chair"))
    return Poll.objects.get(pk=poll.pk)


# --- each page at each state

ALLOWED = {
    "verlengen": {State.OPEN},
    "afgelasten": {State.OPEN, State.TALLIED, State.CONTESTED},
    "vaststellen": {State.TALLIED, State.CONTESTED},
    "opnieuw": {State.CONTESTED},
    "bezwaar": {State.TALLIED, State.ESTABLISHED},
}
STATES = ["open", "tallied", "established", "contested", "lapsed", "cancelled"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", list(ALLOWED))
def test_page_asks_in_its_states_only(client, as_member, verb, state):
    chair = as_member("Meryem", Role.CHAIR)
    poll = at_state(State(state), chair)
    expected = 200 if poll.state in ALLOWED[verb] else 409
    assert client.get(f"/stemmingen/{poll.slug}/{verb}/").status_code == expected


@pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.COUNTING, Role.EDITOR])
@pytest.mark.parametrize("verb", VERBS)
def test_others_than_the_chair_do_nothing(client, as_member, verb, role):
    someone = as_member("Iemand", *([role] if role else []))
    poll = at_state(State.CONTESTED, someone)
    for answer in (client.get, client.post):
        assert answer(f"/stemmingen/{poll.slug}/{verb}/").status_code == 403
    assert Poll.objects.get().state == State.CONTESTED


# --- a later end


def test_chair_lets_a_vote_close_later_and_everybody_reads_why(client, as_member):
    as_member("Meryem", Role.CHAIR)
    poll = resolution(public=True)
    said = {"until": form_of(30), "reason": "De post kwam te laat."}
    response = client.post(f"/stemmingen/{poll.slug}/verlengen/", said)
    assert response["Location"] == poll.get_absolute_url()
    assert Poll.objects.get().closes_at > poll.closes_at
    client.logout()
    assert "De post kwam te laat." in client.get(poll.get_absolute_url()).content.decode()


def test_an_end_that_is_not_later_comes_back_with_the_reason(client, as_member):
    as_member("Meryem", Role.CHAIR)
    poll = resolution()
    said = {"until": form_of(1), "reason": "De post kwam te laat."}
    response = client.post(f"/stemmingen/{poll.slug}/verlengen/", said)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until"])
    assert "De post kwam te laat." in response.content.decode()
    assert Poll.objects.get().closes_at == poll.closes_at


# --- cancelling


@pytest.mark.parametrize("state", ["open", "tallied", "contested"])
def test_chair_cancels_with_a_reason(client, as_member, state):
    chair = as_member("Meryem", Role.CHAIR)
    poll = at_state(State(state), chair)
    address = f"/stemmingen/{poll.slug}/afgelasten/"
    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "De vraag was dubbelzinnig."})
    assert Poll.objects.get().state == State.CANCELLED
    page = client.get(poll.get_absolute_url()).content.decode()
    assert "De vraag was dubbelzinnig." in page
    assert ("Wat eerder is geteld" in page or "What was counted before" in page) == (
        state != "open"
    )


def test_what_was_typed_is_not_lost_when_the_vote_moved_on(client, as_member):
    as_member("Meryem", Role.CHAIR)
    poll = resolution()
    outcome.cancel(poll=poll, reason="Eerst.", by=actor("chair"))
    response = client.post(f"/stemmingen/{poll.slug}/afgelasten/", {"reason": "Daarna."})
    assert response.status_code == 409
    assert "Daarna." in response.content.decode()
    assert AuditEvent.objects.filter(kind="cancelled").count() == 1


# --- the finding


def test_finding_is_proposed_from_the_verdict_and_the_chair_changes_it(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    poll = counted(chair)
    form = client.get(f"/en/stemmingen/{poll.slug}/vaststellen/").context["form"]
    assert (
        form["words"]
        .value()
        .startswith("The proposal is adopted. Votes for: 1, against: 0, blank: 0.")
    )
    client.post(f"/stemmingen/{poll.slug}/vaststellen/", {"words": "Het is aangenomen."})
    assert Poll.objects.get().state == State.ESTABLISHED
    event = AuditEvent.objects.get(kind="established")
    assert (event.detail["words"], event.by_name) == ("Het is aangenomen.", "Meryem")
    assert "Het is aangenomen." in client.get(poll.get_absolute_url()).content.decode()


def test_finding_of_an_election_and_of_a_round_names_the_winners(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    chosen = election(rule="plurality")
    round_ = budget_round(costs={"bank": 400_00}, budget=1_000_00)
    vote(chosen, chair, {"vote": "anna"})
    vote(round_.poll, chair, {"approve": ["bank"]})
    for poll, words in ((chosen, "Elected: Anna."), (round_.poll, "Funded: Plan bank.")):
        lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
        tally.tally(poll=poll)
        form = client.get(f"/en/stemmingen/{poll.slug}/vaststellen/").context["form"]
        assert form["words"].value().startswith(words)


# --- objecting


def test_voter_objects_and_the_chair_prepares_and_opens_a_new_vote(client, as_member):
    anna = as_member("Anna")
    poll = counted(anna)
    said = {"reason": "De vraag was onduidelijk."}
    client.post(f"/stemmingen/{poll.slug}/bezwaar/", said)
    assert Poll.objects.get().state == State.CONTESTED
    assert "De vraag was onduidelijk." in client.get(poll.get_absolute_url()).content.decode()

    as_member("Meryem", Role.CHAIR)
    times = {"opens_at": form_of(0), "closes_at": form_of(7)}
    response = client.post(f"/stemmingen/{poll.slug}/opnieuw/", times)
    again = Poll.objects.get(repeats=poll)
    assert response["Location"] == again.get_absolute_url()
    assert poll.get_absolute_url() in client.get(again.get_absolute_url()).content.decode()
    client.post(f"/stemmingen/{again.slug}/openen/")
    assert Poll.objects.get(pk=poll.pk).state == State.LAPSED
    client.logout()
    assert again.get_absolute_url() in client.get(poll.get_absolute_url()).content.decode()


def test_visitor_reads_that_there_is_an_objection_but_not_whose(client, as_member):
    anna = as_member("Anna")
    poll = at_state(State.CONTESTED, anna)
    assert "Te kort open." in client.get(poll.get_absolute_url()).content.decode()
    client.logout()
    page = client.get(poll.get_absolute_url()).content.decode()
    assert ("Te kort open." in page, "Anna" in page) == (False, False)


def test_who_is_not_on_the_roll_cannot_object(client, as_member):
    poll = counted(member())
    as_member("Nieuw")
    address = f"/stemmingen/{poll.slug}/bezwaar/"
    for answer in (client.get(address), client.post(address, {"reason": "Zomaar."})):
        assert answer.status_code == 403
    assert Poll.objects.get().state == State.TALLIED


def test_objection_comes_too_late_after_some_days(client, as_member, monkeypatch, hold_clock):
    anna = as_member("Anna")
    poll = counted(anna)
    page = client.get(poll.get_absolute_url()).content.decode()
    assert f"/stemmingen/{poll.slug}/bezwaar/" in page
    later = timezone.now() + datetime.timedelta(days=8)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    hold_clock(later)
    sign_in(client, anna.user)
    page = client.get(poll.get_absolute_url()).content.decode()
    assert f"/stemmingen/{poll.slug}/bezwaar/" not in page
    for answer in (client.get, client.post):
        response = answer(f"/stemmingen/{poll.slug}/bezwaar/", {"reason": "Te laat."})
        assert response.status_code == 409
    assert Poll.objects.get().state == State.TALLIED


def test_second_new_vote_is_refused_and_a_draft_thrown_away_makes_room(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    poll = at_state(State.CONTESTED, chair)
    times = {"opens_at": form_of(0), "closes_at": form_of(7)}
    for status in (302, 409):
        response = client.post(f"/stemmingen/{poll.slug}/opnieuw/", times)
        assert response.status_code == status
    client.post(f"/stemmingen/{poll.slug}-2/verwijderen/")
    assert client.post(f"/stemmingen/{poll.slug}/opnieuw/", times).status_code == 302


def test_new_vote_that_closes_before_it_opens_comes_back(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    poll = at_state(State.CONTESTED, chair)
    times = {"opens_at": form_of(7), "closes_at": form_of(3)}
    response = client.post(f"/stemmingen/{poll.slug}/opnieuw/", times)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["closes_at"])
    assert Poll.objects.count() == 1


def plans_of(poll):
    on_ballot = OnBallot.objects.of_poll(poll)
    return list(on_ballot.values_list("choice__key", "project__title", "project__cost"))


def test_new_vote_on_a_budget_has_its_plans_and_can_be_held(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    round_ = budget_round(costs={"bank": 400_00, "boom": 500_00}, budget=1_000_00)
    poll = round_.poll
    lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
    tally.tally(poll=poll)
    outcome.contest(poll=poll, member=chair, reason="Een plan ontbrak.")
    times = {"opens_at": form_of(0), "closes_at": form_of(7)}
    client.post(f"/stemmingen/{poll.slug}/opnieuw/", times)
    again = Poll.objects.get(repeats=poll)
    assert client.get(again.get_absolute_url()).status_code == 200
    assert plans_of(again) == plans_of(poll)
    assert [key for key, _title, _cost in plans_of(again)] == ["bank", "boom"]
    client.post(f"/stemmingen/{again.slug}/openen/")
    again.refresh_from_db()
    vote(again, chair, {"approve": ["bank"]})
    lifecycle.close(poll=again, by=actor("chair"), then_count=False)
    result = tally.tally(poll=again).result
    assert result["equal_shares"]["selected"] == ["bank"]


def test_draft_of_a_new_round_is_thrown_away_with_its_plans(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    round_ = budget_round(costs={"bank": 400_00}, budget=1_000_00)
    lifecycle.close(poll=round_.poll, by=actor("chair"), then_count=False)
    tally.tally(poll=round_.poll)
    outcome.contest(poll=round_.poll, member=chair, reason="Een plan ontbrak.")
    times = {"opens_at": form_of(0), "closes_at": form_of(7)}
    client.post(f"/stemmingen/{round_.poll.slug}/opnieuw/", times)
    client.post(f"/stemmingen/{round_.poll.slug}-2/verwijderen/")
    assert list(Poll.objects.all()) == [round_.poll]
    assert list(round_.envelope.votes.all()) == [round_]
    assert len(plans_of(round_.poll)) == OnBallot.objects.count() == 1
