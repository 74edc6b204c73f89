"""The invented votes: opened, cast and counted by the same actions as real ones."""
# No member has a login yet while this runs, so no mail goes out (`load_mail` fills the mailbox
# afterwards). Votes of the past are held with the clock turned back, so every hash is right from
# the start.

import datetime
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from governance.ballots.actions import cast, clock, lifecycle, outcome, tally
from governance.ballots.actions import keys as keys_actions
from governance.ballots.box import receipts, sealing
from governance.ballots.committee import shares
from governance.ballots.models import Choice, CommitteeKey, Poll, ProxyGrant, RollEntry
from governance.members.models import Member, Neighbourhood
from wijkstem.demo.days import moment, planned_end
from wijkstem.demo.models import DemoMail
from wijkstem.demo.people import PLACES, PRINCIPAL, chances, holder_of
from wijkstem.demo.roles import DOMAIN
from wijkstem.demo.words import Words

CHAIR = "voorzitter"
# The people that a visitor of the demo can be have not voted yet in open votes.
RESERVED = {number for number, _where in PLACES.values()} | {PRINCIPAL[0]}
# What a vote may set beside its majority.
OWN_RULES = ("quorum", "roll", "objection_days", "reminders")
COUNTED_AFTER = datetime.timedelta(minutes=12)
Choose = Callable[[RollEntry], dict[str, Any]]
# How often a voter swaps two neighbours in the order of their group.
SLIP = 0.22
# The shares of this key are public, so every visitor can try the opening of a sealed vote.
# It is never for a real one.
FOLDER = Path(__file__).parent / "data" / "committee"
COMMITTEE = "stemcommissie"
MADE = -40  # days from today
SUBJECT = "De delen van de sleutel van de stemcommissie (alleen in de demo)"
TEXT = """\
Beste Anneke,

In het echt liggen de drie delen van de sleutel op papier bij drie mensen thuis, en staan ze op geen
enkele computer. In deze demo liggen ze in de map site/wijkstem/demo/data/committee.

Zo opent u de verzegelde stemmen van een gesloten stemming:

1. Meld u aan als Anneke Bos, ga naar de stemming en kies "Verzegelde stemmen openen". Bewaar het
   bestand met de verzegelde stemmen in de map van Wijkstem.

2. Geef in die map deze opdracht, op één regel:

   .venv/bin/python -m governance.ballots.committee open verzegeld-{slug}.json geopend.json
     --share site/wijkstem/demo/data/committee/share-1.txt
     --share site/wijkstem/demo/data/committee/share-3.txt

3. Zet het bestand geopend.json op de site terug. De telling begint meteen.

Gebruik deze sleutel nooit voor een echte stemming: iedereen kan de delen lezen.
"""


def hold_vote(vote: dict[str, Any], words: Words) -> None:
    poll = repeat(vote) if "repeats" in vote else resolution(vote, words)
    if vote.get("proxy"):
        give_proxy(poll)
    names = {"yes": "for", "no": "against", "blank": "blank"}
    votes = [{"vote": key} for key, name in names.items() for _ in range(vote[name])]
    if vote["opens"] <= 0:
        carry_out(poll, vote, len(votes), lambda _entry: votes.pop(), words)
    if vote.get("sealed") and vote["closes"] < 0:
        tell_committee(vote)


def resolution(vote: dict[str, Any], words: Words) -> Poll:
    poll = draft(vote, words, "resolution", vote["question"], vote["explanation"])
    rules = {name: vote[name] for name in OWN_RULES if name in vote}
    poll.rules = {"quorum": None, "majority": vote["majority"], **rules}
    if vote.get("sealed"):
        poll.mode = Poll.Mode.SEALED
        poll.rules["sealing"] = {"public_key": committee_key().public_key}
    poll.save()
    return poll


def draft(data: dict[str, Any], words: Words, kind: str, question: str, explanation: str) -> Poll:
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
    # The older neighbour authorises the member with a proxy vote.
    ProxyGrant.objects.create(
        poll=poll,
        principal=Member.objects.get(number=PRINCIPAL[0]),
        holder=Member.objects.get(number=PLACES["gemachtigde"][0]),
    )


def carry_out(poll: Poll, data: dict[str, Any], number: int, choose: Choose, words: Words) -> None:
    """Opens, has `number` members vote, closes and counts what is past, and follows the data."""
    with clock.held_at(poll.opens_at):
        poll = lifecycle.open_poll(poll=poll, by=holder_of(CHAIR))
        roll = poll.roll.select_related("member__neighbourhood")
        voters = list(roll.exclude(member__number__in=RESERVED))
        for entry in chances(poll.slug).sample(voters, number):
            cast.cast(
                poll=poll,
                entry_id=entry.pk,
                voter=entry.member,
                code=receipts.new_code(),
                choice=choose(entry),
            )
    if "extended" in data:
        extend(poll, data, words)
        poll.refresh_from_db()
    if "cancelled" in data:
        cancel(poll, data, words)
    elif data["closes"] < 0:
        close_and_count(poll, counted=data.get("counted", True))
        follow(poll, data, words)


def close_and_count(poll: Poll, *, counted: bool) -> None:
    # The count comes a little after closing, unless it waits for a person.
    with clock.held_at(poll.closes_at):
        lifecycle.close(poll=poll, by=holder_of(CHAIR), then_count=False)
    if counted:
        with clock.held_at(poll.closes_at + COUNTED_AFTER):
            tally.tally(poll=poll)


# --- elections


def hold_election(data: dict[str, Any], words: Words) -> None:
    chance = chances(f"ballots of {data['slug']}")
    with transaction.atomic():
        poll = draft(data, words, "election", data["question"], data["explanation"])
        names = ("rule", "seats", "points", "most")
        poll.rules = {name: data[name] for name in names if name in data}
        if data["closes"] < 0:  # the pages tell how it ended: no lot may fall otherwise
            keys = [choice["key"] for choice in data["choice"]]
            poll.rules["tie_order"] = chance.sample(keys, len(keys))
        poll.save()
        Choice.objects.bulk_create(
            Choice(poll=poll, key=choice["key"], label=choice["label"], order=order)
            for order, choice in enumerate(data["choice"])
        )
    if data["opens"] <= 0:
        carry_out(poll, data, data["ballots"], lambda _entry: ballot(data, chance), words)


def ballot(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    blank = chance.random() * 100 < data["blank"]
    if data["rule"] == "approval":
        ticked = [c["key"] for c in data["choice"] if chance.random() * 100 < c["appeal"]]
        return {"approve": [] if blank else ticked}
    if data["rule"] == "points":
        return {"points": {} if blank else points(data, chance)}
    return {"rank": [] if blank else ranking(data["group"], chance)}


def points(data: dict[str, Any], chance: random.Random) -> dict[str, int]:
    # Points go one by one to what the voter's group likes; some voters keep a few.
    group = chance.choices(data["group"], [group["share"] for group in data["group"]])[0]
    keys = [choice["key"] for choice in data["choice"]]
    most = data.get("most", data["points"])
    given: Counter[str] = Counter()
    for _ in range(data["points"] - chance.choice([0, 0, 0, 0, 1, 2])):
        wanted = chance.choices(keys, group["likes"])[0]
        given[wanted] += given[wanted] < most
    return dict(given)


def ranking(groups: list[dict[str, Any]], chance: random.Random) -> list[str]:
    # The order of the voter's group, with slips, cut off where they lose interest.
    group = chance.choices(groups, [group["share"] for group in groups])[0]
    order = list(group["order"])
    for place in range(len(order) - 1):
        if chance.random() < SLIP:
            order[place], order[place + 1] = order[place + 1], order[place]
    length = group["length"] + chance.choice([-1, 0, 0, 0, 1, len(order)])
    return order[: max(1, length)]


# --- what became of a vote: extended, cancelled, established, objected to, held again


def extend(poll: Poll, data: dict[str, Any], words: Words) -> None:
    """`extended` = { on, reason }: on that day the end became the one in the data."""
    act, until = data["extended"], moment(data["closes"])
    reason = words.fill(act["reason"])
    with clock.held_at(moment(act["on"])):
        outcome.extend(poll=poll, until=until, reason=reason, by=holder_of(CHAIR))


def cancel(poll: Poll, data: dict[str, Any], words: Words) -> None:
    """`cancelled` = { on, reason }."""
    act = data["cancelled"]
    with clock.held_at(moment(act["on"])):
        outcome.cancel(poll=poll, reason=words.fill(act["reason"]), by=holder_of(CHAIR))


def establish(poll: Poll, data: dict[str, Any], words: Words) -> None:
    """`established` = { on, words }."""
    act = data["established"]
    with clock.held_at(moment(act["on"])):
        outcome.establish(poll=poll, words=words.fill(act["words"]), by=holder_of(CHAIR))


def contest(poll: Poll, data: dict[str, Any], words: Words) -> None:
    """`contested` = { on, member, reason }: by the member with that number."""
    act = data["contested"]
    with clock.held_at(moment(act["on"])):
        member = Member.objects.get(number=act["member"])
        outcome.contest(poll=poll, member=member, reason=words.fill(act["reason"]))


AFTER_CLOSING = {"established": establish, "contested": contest}


def follow(poll: Poll, data: dict[str, Any], words: Words) -> None:
    # What the data says happened after the count, in its order.
    for name in data:
        if name in AFTER_CLOSING:
            AFTER_CLOSING[name](poll, data, words)


def repeat(data: dict[str, Any]) -> Poll:
    with clock.held_at(moment(data["opens"] - 1)):
        return outcome.repeat(
            poll=Poll.objects.get(slug=data["repeats"]),
            opens_at=moment(data["opens"]),
            closes_at=planned_end(data),
            by=holder_of(CHAIR),
        )


# --- the counting committee


def committee_key() -> CommitteeKey:
    # Uploaded and rehearsed some weeks ago.
    public = keys_actions.public_key_in((FOLDER / "public-key.json").read_bytes())
    there = CommitteeKey.objects.filter(public_key=public).first()
    return there or rehearsed(public)


def rehearsed(public: str) -> CommitteeKey:
    with clock.held_at(moment(MADE)):
        key = keys_actions.add_key(label="Demo", public_key=public, by=holder_of(COMMITTEE))
        parts = [shares.read((FOLDER / f"share-{n}.txt").read_text("utf-8")) for n in (1, 2)]
        answer, _word = sealing.unseal(shares.join(parts), key.challenge)
        return keys_actions.rehearse(key=key, answer=answer, by=holder_of(COMMITTEE))


def tell_committee(vote: dict[str, Any]) -> None:
    """A mail, of the day of closing, that says how a sealed vote is opened."""
    text = TEXT.format(slug=vote["slug"])
    mail = DemoMail.objects.create(to=f"stemcommissie@{DOMAIN}", subject=SUBJECT, text=text)
    DemoMail.objects.filter(pk=mail.pk).update(at=moment(vote["closes"]))
