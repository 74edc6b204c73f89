"""The roll of a poll: the rule that makes it, and its fingerprint."""

from collections.abc import Iterable
from typing import Any

from governance.ballots import canonical
from governance.ballots.models import Poll, RollEntry
from governance.members.models import Member, MemberKind
from governance.rules.roll import Person, RollRule


def settings_of(poll: Poll) -> dict[str, Any]:
    """Votes per kind, cap on proxies and article, as the poll's rules say. Where they say nothing:
    the votes that each kind has in the register, and two proxies for one voter at most."""
    chosen = poll.rules.get("roll", {})
    if "votes" not in chosen:
        kinds = MemberKind.objects.filter(votes__gt=0)
        chosen = {"votes": dict(kinds.values_list("key", "votes")), **chosen}
    return {"proxy_cap": 2, "article": ""} | chosen


def rule_of(poll: Poll) -> RollRule:
    """The rule by which the roll of this poll was, or will be, made."""
    settings = settings_of(poll)
    home = poll.neighbourhood.name if poll.neighbourhood else None
    return RollRule(
        votes=settings["votes"],
        neighbourhood=home,
        proxy_cap=settings["proxy_cap"],
        article=settings["article"],
    )


def person(member: Member) -> Person:
    return Person(
        kind=str(member.kind_id),
        places=member.neighbourhood.line,
        joined_on=member.joined_on,
        left_on=member.left_on,
        suspended_on=member.suspended_on,
    )


def line(entry: RollEntry) -> str:
    """Number, votes, number of the proxy (or nothing) and name, with tabs between them."""
    proxy = entry.proxy.number if entry.proxy else ""
    return "\t".join([str(entry.number), str(entry.votes), str(proxy), entry.name])


def roll_digest(entries: Iterable[RollEntry]) -> str:
    """The fingerprint of a roll: SHA-256 over its lines, by number."""
    lines = [line(entry) for entry in sorted(entries, key=lambda entry: entry.number)]
    return canonical.digest("wijkstem roll 1", *lines)


def digest_of(poll: Poll) -> str:
    return roll_digest(RollEntry.objects.filter(poll=poll).select_related("proxy"))


def voted_digest(numbers: Iterable[int]) -> str:
    """The fingerprint of who voted, by their numbers on the roll."""
    return canonical.digest("wijkstem voted 1", *map(str, sorted(numbers)))


def names_digest(links: Iterable[tuple[int, int, str]]) -> str:
    """The fingerprint of who cast which ballot in a vote by name: number on the roll, which of
    their votes, and the code of the ballot, with tabs between them."""
    lines = ["\t".join(map(str, link)) for link in sorted(links)]
    return canonical.digest("wijkstem names 1", *lines)
