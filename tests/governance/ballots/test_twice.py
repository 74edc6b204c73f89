"""The same voter twice at the same moment: a double click, two devices, a proxy and the principal.
There is one participation, and as many ballots as votes are due."""

import pytest

from governance.ballots.actions import cast, lifecycle
from governance.ballots.box import receipts
from governance.ballots.models import Ballot, Link, Participation, Tally
from governance.ballots.refusals import BoxRefusal
from governance.refusals import Refused
from tests import storm
from tests.factories import HALF, actor, draft, entry_of, member

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 9
POLLS = storm.size(1, 37)
"""Of 27 voters each: in full, 37 polls are 999 pairs in each row of the table below."""
WAYS = ("double click", "two devices", "proxy and principal")


def hold(number, voters, mode, votes):
    """An open poll in which the first voter stands for all others."""
    rules = {"majority": HALF, "quorum": None}
    rules["roll"] = {"votes": {"resident": votes}, "proxy_cap": None}
    poll = draft(f"{mode}-{votes}-{number}", mode=mode, rules=rules)
    for voter in voters[1:]:
        poll.proxies.create(principal=voter, holder=voters[0])
    return lifecycle.open_poll(poll=poll, by=actor("test"))


def pair(poll, voter, holder, way):
    """Two jobs that cast for the same voter; each gives its receipt code, or its refusal."""
    entry, codes = entry_of(poll, voter), [receipts.new_code(), receipts.new_code()]
    if way == "double click":
        codes[1] = codes[0]
    second = holder if way == "proxy and principal" else voter
    choices = ["yes", "yes"] if way == "double click" else ["yes", "no"]

    def job(code, by, choice):
        def run():
            try:
                cast.cast(
                    poll=poll, entry_id=entry.pk, voter=by, code=code, choice={"vote": choice}
                )
            except Refused as error:
                return error.refusal
            return code

        return run

    return [job(*which) for which in zip(codes, (voter, second), choices, strict=True)]


def check(poll, voters, said, votes):
    """What holds of each voter, given what both of their requests were told."""
    in_the_box = set()
    for voter in voters:
        receipts_given = {answer for answer in said[voter] if isinstance(answer, str)}
        others = [answer for answer in said[voter] if not isinstance(answer, str)]
        sets = [set(receipts.ballot_codes(r, poll.frozen_hash, votes)) for r in receipts_given]
        if poll.linked:
            entry = entry_of(poll, voter)
            kept = set(Link.objects.filter(entry=entry).values_list("ballot_id", flat=True))
            assert others == []
        else:
            assert len(receipts_given) == 1, said[voter]
            assert set(others) <= {BoxRefusal.ALREADY_VOTED}
            kept = sets[0]
        assert kept in sets, "the ballots of one receipt, whole"
        in_the_box |= kept
    stored = set(Ballot.objects.filter(poll=poll).values_list("code", flat=True))
    assert stored == in_the_box
    assert len(stored) == len(voters) * votes
    assert Participation.objects.filter(entry__poll=poll).count() == len(voters)


@pytest.mark.parametrize(
    ("mode", "votes"),
    [("secret", 1), ("secret", 3), ("open", 3), ("confidential", 1)],
)
def test_two_requests_of_one_voter_count_once(mode, votes):
    voters = [member() for _ in range(3 * AT_ONCE)]
    ended = []
    with storm.crowd(2 * AT_ONCE) as together:
        for number in range(POLLS):
            poll = hold(number, voters, mode, votes)
            said = {}
            for start in range(0, len(voters), AT_ONCE):
                now = voters[start : start + AT_ONCE]
                pairs = [
                    pair(poll, voter, voters[0], WAYS[(start + at) % 3])
                    for at, voter in enumerate(now)
                ]
                answers = together([job for jobs in pairs for job in jobs])
                said |= dict(zip(now, zip(answers[::2], answers[1::2], strict=True), strict=True))
            check(poll, voters, said, votes)
            lifecycle.close(poll=poll, by=actor("chair"))
            tally = Tally.objects.get(poll=poll).result["tally"]
            assert sum(tally.values()) == len(voters) * votes
            ended += [answer for answers in said.values() for answer in answers]
    print(
        f"{mode}, {votes}: {len(ended) // 2} pairs, "
        f"{sum(isinstance(one, BoxRefusal) for one in ended)} second ones refused"
    )


@pytest.mark.parametrize("mode", ["open", "confidential"])
def test_last_of_many_votes_of_one_voter_counts(mode):
    anna = member()
    poll = hold(0, [anna], mode, 2)
    for choice in ("yes", "blank", "yes", "no"):
        receipt = receipts.new_code()
        entry = entry_of(poll, anna)
        cast.cast(poll=poll, entry_id=entry.pk, voter=anna, code=receipt, choice={"vote": choice})
    codes = set(receipts.ballot_codes(receipt, poll.frozen_hash, 2))
    assert set(Ballot.objects.values_list("code", flat=True)) == codes
    lifecycle.close(poll=poll, by=actor("chair"))
    assert Tally.objects.get(poll=poll).result["tally"]["no"] == 2
    assert Link.objects.count() == (2 if mode == "open" else 0)
