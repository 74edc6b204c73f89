"""The fingerprints of the roll of a poll, and of the members who voted."""

from collections.abc import Iterable

from governance.ballots.box import canonical
from governance.ballots.models import Poll, RollEntry


def line(entry: RollEntry) -> str:
    """Number, votes, number of the proxy (or nothing) and name, separated by tabs."""
    proxy = entry.proxy.number if entry.proxy else ""
    return "\t".join([str(entry.number), str(entry.votes), str(proxy), entry.name])


def roll_digest(entries: Iterable[RollEntry]) -> str:
    lines = [line(entry) for entry in sorted(entries, key=lambda entry: entry.number)]
    return canonical.digest("wijkstem roll 1", *lines)


def digest_of(poll: Poll) -> str:
    return roll_digest(RollEntry.objects.filter(poll=poll).select_related("proxy"))


def voted_digest(numbers: Iterable[int]) -> str:
    """Of the numbers on the roll that voted."""
    return canonical.digest("wijkstem voted 1", *map(str, sorted(numbers)))


def names_digest(links: Iterable[tuple[int, int, str]]) -> str:
    """In a vote by name: number on the roll, which of their votes, ballot code; by tabs."""
    lines = ["\t".join(map(str, link)) for link in sorted(links)]
    return canonical.digest("wijkstem names 1", *lines)
