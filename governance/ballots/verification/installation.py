"""Everything that can be checked: the database as a whole, and each of its polls."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.ballots.models import Poll
from governance.ballots.verification import database
from governance.ballots.verification.polls import Verdict, examine_poll
from governance.ballots.verification.problems import Finding
from governance.ballots.verification.snapshot import snapshot


class Unknown(Exception):
    """No poll has this slug."""


@dataclass(frozen=True)
class Proof:
    """Problems of the database as a whole, and a verdict for each poll."""

    database: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> list[Finding]:
        return [*self.database, *(one for verdict in self.verdicts for one in verdict.findings)]


def examine(slugs: Sequence[str] = ()) -> Proof:
    """Checks everything at one moment. `slugs`: only these polls, beside the database; raises
    Unknown for one that does not exist."""
    with snapshot():
        polls = list(Poll.objects.order_by("slug"))
        for slug in sorted(set(slugs) - {poll.slug for poll in polls}):
            raise Unknown(slug)
        chosen = [poll for poll in polls if not slugs or poll.slug in slugs]
        verdicts = tuple(examine_poll(poll) for poll in chosen)
        return Proof(tuple(database.check()), verdicts)
