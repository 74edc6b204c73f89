"""Opening a sealed box: all that was cast, as it was cast, or nothing at all."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from nacl.public import PrivateKey

from governance.ballots.actions import bulletin_board, keys, lifecycle, tally, unseal
from governance.ballots.actions import outcome as outcome_actions
from governance.ballots.actions.unseal import DoesNotFit, Problem
from governance.ballots.box import receipts, sealing
from governance.ballots.models import Ballot, BulletinBoard, CommitteeKey, Poll
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification import triggers
from governance.ballots.verification.polls import examine_poll
from governance.ballots.verification.problems import Wrong
from governance.refusals import Refused
from tests import storm
from tests.factories import actor, ballot_code, draft, member, resolution, vote
from tests.sealed import committee_key, opened, rules_with, sealed_resolution

pytestmark = pytest.mark.django_db(transaction=True)

CHOICES = ["yes", "yes", "yes", "no", "no", "blank"]


@pytest.fixture
def committee():
    return committee_key()


@pytest.fixture
def closed(committee):
    """A closed poll with six sealed ballots, and the receipts of their voters."""
    key, _private = committee
    voters = [member() for _ in CHOICES]
    poll = sealed_resolution(key)
    cast = {
        vote(poll, voter, choice): choice for voter, choice in zip(voters, CHOICES, strict=True)
    }
    return lifecycle.close(poll=poll, by=actor("chair")), cast


def box(poll):
    return sorted(Ballot.objects.filter(poll=poll).values_list("code", "body", "commitment"))


def refused(poll, file):
    """The problems that opening met; and that it changed nothing."""
    before = box(poll), list(poll.events.values_list("kind", flat=True))
    with pytest.raises(DoesNotFit) as caught:
        unseal.unseal(poll=poll, opened=file, by=actor("Anneke"))
    poll.refresh_from_db()
    assert (box(poll), list(poll.events.values_list("kind", flat=True))) == before
    assert (poll.state, poll.unsealed_at) == ("closed", None)
    return caught.value.problems


def test_opened_ballots_take_the_place_of_the_sealed_ones_and_are_counted(closed, committee):
    poll, cast = closed
    board = BulletinBoard.objects.get(poll=poll, final=True)
    assert not [body for _code, body, _commitment in box(poll) if "vote" in body]
    unseal.unseal(poll=poll, opened=opened(poll, committee[1]), by=actor("Anneke"))
    poll.refresh_from_db()
    assert {code: body.rstrip() for code, body, _ in box(poll)} == {
        ballot_code(poll, receipt): f'{{"vote":"{choice}"}}' for receipt, choice in cast.items()
    }
    assert poll.state == "tallied"
    assert poll.tally.result["tally"] == {"yes": 3, "no": 2, "blank": 1, "invalid": 0}
    event = poll.events.get(kind="unsealed")
    assert (event.by_name, event.detail) == ("Anneke", {"ballots": 6, "board": board.digest})


def test_rows_stand_in_the_order_of_their_codes(closed, committee):
    poll, _cast = closed
    unseal.unseal(poll=poll, opened=opened(poll, committee[1]), by=actor("Anneke"))
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT code FROM ballots_ballot ORDER BY {place}")
        codes = [code for (code,) in cursor.fetchall()]
    assert codes == sorted(codes)
    assert len(codes) == 6


def test_opening_twice_changes_nothing(closed, committee):
    poll, _cast = closed
    file = opened(poll, committee[1])
    unseal.unseal(poll=poll, opened=file, by=actor("Anneke"))
    before = box(poll), poll.events.count()
    unseal.unseal(poll=poll, opened=file, by=actor("Bea"))
    unseal.unseal(poll=poll, opened=replace(file, ballots=()), by=actor("Bea"))
    assert (box(poll), poll.events.count()) == before


def test_two_of_the_committee_at_once_open_it_once(closed, committee):
    poll, _cast = closed
    file = opened(poll, committee[1])
    jobs = [lambda who=who: unseal.unseal(poll=poll, opened=file, by=actor(who)) for who in "AB"]
    with storm.crowd(len(jobs)) as together:
        assert [type(outcome).__name__ for outcome in together(jobs)] == ["Poll", "Poll"]
    assert poll.events.filter(kind="unsealed").count() == 1
    assert poll.events.filter(kind="tallied").count() == 1


def test_ballots_of_another_vote_are_refused(closed, committee):
    poll, _cast = closed
    other = sealed_resolution(committee[0], "anders")
    vote(other, member_on(other), "yes")
    lifecycle.close(poll=other, by=actor("chair"))
    assert refused(poll, opened(other, committee[1])) == {Problem.FOREIGN: 1}
    disguised = replace(opened(other, committee[1]), poll=poll.slug, frozen_hash=poll.frozen_hash)
    assert refused(poll, disguised) == {Problem.MISSING: 6, Problem.UNKNOWN: 1}


def member_on(poll):
    return poll.roll.select_related("member").first().member


def test_a_missing_a_second_and_a_strange_ballot_are_refused(closed, committee):
    poll, _cast = closed
    file = opened(poll, committee[1])
    first = file.ballots[0]
    strange = (receipts.new_code(), first[1])
    assert refused(poll, replace(file, ballots=file.ballots[1:])) == {Problem.MISSING: 1}
    assert refused(poll, replace(file, ballots=(*file.ballots, first))) == {Problem.TWICE: 1}
    assert refused(poll, replace(file, ballots=(*file.ballots, strange))) == {Problem.UNKNOWN: 1}
    instead = (*file.ballots[1:], file.ballots[1])
    assert refused(poll, replace(file, ballots=instead)) == {Problem.MISSING: 1, Problem.TWICE: 1}
    assert refused(poll, replace(file, ballots=())) == {Problem.MISSING: 6}


def test_altered_and_swapped_choices_are_refused(closed, committee):
    poll, _cast = closed
    file = opened(poll, committee[1])
    altered = [(code, '{"vote":"no"}') for code, _choice in file.ballots]
    assert refused(poll, replace(file, ballots=tuple(altered))) == {Problem.ALTERED: 4}
    codes = [code for code, _choice in file.ballots]
    choices = [choice for _code, choice in file.ballots]
    one = next(i for i, choice in enumerate(choices) if choice != choices[0])
    choices[0], choices[one] = choices[one], choices[0]
    swapped = tuple(zip(codes, choices, strict=True))
    assert refused(poll, replace(file, ballots=swapped)) == {Problem.ALTERED: 2}
    spelled = [(code, choice.replace(":", ": ")) for code, choice in file.ballots]
    assert refused(poll, replace(file, ballots=tuple(spelled))) == {Problem.ALTERED: 6}


def test_a_ballot_that_fits_its_commitment_and_not_the_rules_is_refused(closed, committee):
    """Nobody can cast one; the control is an administrator who puts one in during the vote."""
    key, private = committee
    poll = sealed_resolution(key, "vals")
    receipt = vote(poll, member_on(poll), "yes")
    code, choice = ballot_code(poll, receipt), '{"vote":"maybe"}'
    Ballot.objects.filter(poll=poll).delete()
    Ballot.objects.create(
        poll=poll,
        code=receipts.locator(code),
        body=sealing.seal(key.public_key, code, choice, 20),
        commitment=receipts.commitment(poll.frozen_hash, code, choice),
    )
    lifecycle.close(poll=poll, by=actor("chair"))
    assert refused(poll, opened(poll, private)) == {Problem.INVALID: 1}


def tampered(poll, among=(), **columns):
    """Changes a sealed ballot, one of these if some are named, as an administrator could, who lifts
    the guards first."""
    triggers.lift(connection)
    ballots = Ballot.objects.filter(poll=poll)
    first = (ballots.filter(code__in=among) if among else ballots).order_by("code").first()
    Ballot.objects.filter(pk=first.pk).update(**columns)
    triggers.install(connection)


def found(poll):
    """What `verify` finds."""
    return {finding.wrong for finding in examine_poll(Poll.objects.get(pk=poll.pk)).findings}


def damaged(key, code, choice):
    return {"body": "A" * 200}


def exchanged(key, code, choice):
    return {"body": sealing.seal(key.public_key, code, choice, 16)}


def made_anew(key, code, choice):
    return {**exchanged(key, code, choice), "code": receipts.locator(code)}


@pytest.mark.parametrize("how", [damaged, exchanged, made_anew])
def test_a_box_that_was_touched_after_closing_is_found_and_nothing_is_opened(
    closed, committee, how
):
    key, private = committee
    poll, _cast = closed
    file = opened(poll, private)
    assert found(poll) == set()
    tampered(poll, **how(key, receipts.new_code(), '{"vote":"no"}'))
    assert Wrong.BODY in found(poll)
    for act in (
        lambda: unseal.sealed_ballots(poll),
        lambda: unseal.unseal(poll=poll, opened=file, by=actor("Anneke")),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.refusal is BoxRefusal.BOX_CHANGED
    poll.refresh_from_db()
    assert poll.unsealed_at is None


def test_a_box_is_fixed_by_a_checkpoint_while_the_vote_is_open(committee):
    voters = [member() for _ in range(12)]
    poll = sealed_resolution(committee[0])
    for voter in voters[:11]:
        vote(poll, voter, "yes")
    assert bulletin_board.checkpoint(poll=poll)
    fixed = {code for code, _body, _commitment in box(poll)}
    vote(poll, voters[11], "no")
    assert found(poll) == set()
    other = exchanged(committee[0], receipts.new_code(), '{"vote":"no"}')
    tampered(poll, among=fixed, **other)
    assert Wrong.BODY in found(poll)


def test_only_a_closed_sealed_poll_is_opened(committee):
    voter = member()
    poll = sealed_resolution(committee[0])
    vote(poll, voter, "yes")
    secret = resolution("gewoon")
    lifecycle.close(poll=secret, by=actor("chair"))
    for wrong, file in ((poll, opened(poll, committee[1])), (secret, opened(poll, committee[1]))):
        with pytest.raises(Refused) as caught:
            unseal.unseal(poll=wrong, opened=file, by=actor("Anneke"))
        assert caught.value.refusal is BoxRefusal.WRONG_STATE
    lifecycle.close(poll=poll, by=actor("chair"))
    outcome_actions.cancel(poll=poll, reason="de sleutel is kwijt", by=actor("chair"))
    with pytest.raises(Refused) as caught:
        unseal.unseal(poll=poll, opened=opened(poll, committee[1]), by=actor("Anneke"))
    assert caught.value.refusal is BoxRefusal.WRONG_STATE


def test_nothing_is_counted_while_it_is_sealed(closed):
    poll, _cast = closed
    with pytest.raises(Refused) as caught:
        tally.request_tally(poll=poll)
    assert caught.value.refusal is BoxRefusal.SEALED


def test_a_poll_opens_only_with_a_key_that_was_rehearsed_and_is_not_retired():
    key, private = committee_key(rehearsed=False)

    waiting = draft("wacht", mode="sealed", rules=rules_with(key))

    def refusal():
        with pytest.raises(Refused) as caught:
            lifecycle.open_poll(poll=waiting, by=actor("chair"))
        return caught.value.refusal

    assert refusal() is BoxRefusal.NO_KEY
    with pytest.raises(Refused) as caught:
        keys.rehearse(key=key, answer=receipts.new_code(), by=actor("Anneke"))
    assert caught.value.refusal is BoxRefusal.WRONG_ANSWER
    answer, _word = sealing.unseal(private, key.challenge)
    keys.rehearse(key=key, answer=receipts.spaced(answer).lower(), by=actor("Anneke"))
    poll = sealed_resolution(key, "nu-wel")
    assert poll.frozen["sealing"] == {
        "public_key": key.public_key,
        "fingerprint": key.fingerprint,
    }
    keys.retire_key(key=key, by=actor("Anneke"))
    assert refusal() is BoxRefusal.NO_KEY
    unknown = draft("geen-sleutel", mode="sealed")
    with pytest.raises(Refused) as caught:
        lifecycle.open_poll(poll=unknown, by=actor("chair"))
    assert caught.value.refusal is BoxRefusal.NO_KEY


def test_what_is_no_key_and_the_same_key_twice_are_refused():
    key, private = committee_key()
    with pytest.raises(Refused) as caught:
        committee_key(private)
    assert caught.value.refusal is BoxRefusal.KNOWN_KEY
    for wrong in ("", "x", "AAAA", "A" * 43 + "=", "é" * 44, key.public_key[:-4]):
        with pytest.raises(Refused) as caught:
            keys.add_key(label="x", public_key=wrong, by=actor("Anneke"))
        assert caught.value.refusal is BoxRefusal.BAD_KEY


def test_the_database_lets_nobody_change_or_delete_a_key():
    key, _private = committee_key()
    other = PrivateKey.generate().public_key
    assert bytes(other)
    for act in (
        lambda: CommitteeKey.objects.filter(pk=key.pk).update(public_key="B" * 44),
        lambda: CommitteeKey.objects.filter(pk=key.pk).update(rehearsed_by_name="x"),
        lambda: CommitteeKey.objects.filter(pk=key.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    CommitteeKey.objects.filter(pk=key.pk).update(label="Andere naam")


def test_a_draft_is_sealed_and_unsealed_again():
    key, _private = committee_key()
    poll = draft()
    keys.choose_key(poll=poll, key=key)
    poll.refresh_from_db()
    assert (poll.mode, poll.rules["sealing"]) == ("sealed", {"public_key": key.public_key})
    keys.choose_key(poll=poll, key=None)
    poll.refresh_from_db()
    assert (poll.mode, "sealing" in poll.rules) == ("secret", False)
