"""Holding the invented votes: opened, cast and counted by the same actions as real ones.

Nobody has a login yet while this runs, so no mail goes out: one only writes to members who have
one (`load_mail` fills the mailbox afterwards). What lies in the past is held with the clock turned
back (`history`).
"""

from collections.abc import Callable
from typing import Any

from governance.ballots import actions, receipts
from governance.ballots.models import Poll, ProxyGrant, RollEntry
from governance.members.models import Member, Neighbourhood
from wijkstem.demo import aftermath, history
from wijkstem.demo.days import moment, planned_end
from wijkstem.demo.people import PLACES, PRINCIPAL, chances, holder_of
from wijkstem.demo.words import Words

CHAIR = "voorzitter"
RESERVED = {number for number, _where in PLACES.values()} | {PRINCIPAL[0]}
"""Those one can be in the demo have not voted yet in what is open."""
OWN_RULES = ("quorum", "roll", "objection_days", "reminders")
"""What a vote may set beside its majority."""
Choose = Callable[[RollEntry], dict[str, Any]]


def hold_vote(vote: dict[str, Any], words: Words) -> bool:
    """Makes a resolution and brings it to where it is today; false if it is there already."""
    if Poll.objects.filter(slug=vote["slug"]).exists():
        return False
    if "repeats" in vote:
        poll = aftermath.again(vote, holder_of(CHAIR))
    else:
        poll = draft(vote, words, "resolution", vote["question"], vote["explanation"])
        rules = {name: vote[name] for name in OWN_RULES if name in vote}
        poll.rules = {"quorum": None, "majority": vote["majority"], **rules}
        if vote.get("sealed"):
            poll.mode = Poll.Mode.SEALED
            poll.rules["sealing"] = {"public_key": vote["sealed"]}
        poll.save()
    if vote.get("proxy"):
        give_proxy(poll)
    names = {"yes": "for", "no": "against", "blank": "blank"}
    votes = [{"vote": key} for key, name in names.items() for _ in range(vote[name])]
    if vote["opens"] <= 0:
        carry_out(poll, vote, len(votes), lambda _entry: votes.pop(), words)
    return True


def draft(data: dict[str, Any], words: Words, kind: str, question: str, explanation: str) -> Poll:
    """A poll that has not been opened."""
    return Poll(
        slug=data["slug"],
        kind=kind,
        mode=data.get("mode", Poll.Mode.SECRET),
        question=words.fill(question),
        explanation=words.fill(explanation).strip(),
        public=data["public"],
        neighbourhood=Neighbourhood.objects.filter(name=data.get("neighbourhood")).first(),
        opens_at=moment(data["opens"]),
        closes_at=planned_end(data),
    )


def give_proxy(poll: Poll) -> None:
    """The older neighbour lets the member with a proxy vote."""
    ProxyGrant.objects.create(
        poll=poll,
        principal=Member.objects.get(number=PRINCIPAL[0]),
        holder=Member.objects.get(number=PLACES["gemachtigde"][0]),
    )


def carry_out(poll: Poll, data: dict[str, Any], number: int, choose: Choose, words: Words) -> None:
    """Opens, lets that many members vote, closes and counts what lies in the past, and does what
    the data says became of it."""
    with history.at(poll.opens_at):
        poll = actions.open_poll(poll=poll, by=holder_of(CHAIR))
        roll = poll.roll.select_related("member__neighbourhood")
        voters = list(roll.exclude(member__number__in=RESERVED))
        for entry in chances(poll.slug).sample(voters, number):
            actions.cast(
                poll=poll,
                entry_id=entry.pk,
                voter=entry.member,
                code=receipts.new_code(),
                choice=choose(entry),
            )
    if "extended" in data:
        aftermath.extend(poll, data, words, holder_of(CHAIR))
        poll.refresh_from_db()
    if "cancelled" in data:
        aftermath.cancel(poll, data, words, holder_of(CHAIR))
    elif data["closes"] < 0:
        close_and_count(poll, counted=data.get("counted", True))
        aftermath.follow(poll, data, words, holder_of(CHAIR))


def close_and_count(poll: Poll, *, counted: bool) -> None:
    """Closes when the time was up, and counts a little later unless that waits for somebody."""
    with history.at(poll.closes_at):
        actions.close(poll=poll, by=holder_of(CHAIR), then_count=False)
    if counted:
        with history.at(poll.closes_at + history.COUNTED_AFTER):
            actions.tally(poll=poll)
