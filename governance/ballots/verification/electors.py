"""The roll and who took part: as many votes as ballots, and the numbers in the chain."""

from collections import Counter

from governance.ballots import roll
from governance.ballots.verification.case import Case, Kind, heads_and_votes
from governance.ballots.verification.problems import Finding, Found, Wrong


def check(case: Case) -> Found:
    if case.poll.source:
        if case.roll or case.voted:
            yield Finding(Wrong.LEFT_OVER, "roll")
        return
    yield from on_the_roll(case)
    if case.poll.purged_at:
        return
    yield from proxies(case)
    yield from took_part(case)


def on_the_roll(case: Case) -> Found:
    event = case.last(Kind.OPENED, Kind.ROLL)
    whole = not case.poll.purged_at  # with the ballots the proxies are deleted
    if whole and (event is None or event.detail["roll"] != roll.roll_digest(case.roll)):
        yield Finding(Wrong.ROLL)
    if event is None or event.detail["entitled"] != heads_and_votes(case.roll):
        yield Finding(Wrong.ENTITLED)
    for entry in case.roll:
        if entry.number != entry.member.number:
            yield Finding(Wrong.MEMBER, f"number {entry.number}")


def proxies(case: Case) -> Found:
    """A proxy is another voter on the same roll, for no more voters than the cap."""
    held: Counter[int] = Counter()
    for entry in case.roll:
        if entry.proxy is None:
            continue
        held[entry.proxy.number] += 1
        if entry.proxy.poll_id != case.poll.pk or entry.proxy.pk == entry.pk:
            yield Finding(Wrong.PROXY, f"number {entry.number}")
    cap = case.poll.configuration.proxy_cap
    for number, times in held.items():
        if cap is not None and times > cap:
            yield Finding(Wrong.PROXY, f"number {number}")


def took_part(case: Case) -> Found:
    present = heads_and_votes(case.took_part)
    if present["votes"] != len(case.ballots):
        yield Finding(Wrong.NOT_DUE, f"{present['votes']} / {len(case.ballots)}")
    closing = case.closing
    if closing is None:
        return
    numbers = [entry.number for entry in case.took_part]
    if closing.detail["voted"] != roll.voted_digest(numbers):
        yield Finding(Wrong.VOTED)
    turnout = {"entitled": heads_and_votes(case.roll), "present": present}
    if closing.detail["turnout"] != turnout:
        yield Finding(Wrong.TURNOUT)
