"""The rules of a vote in plain words, as they are frozen or as its draft has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.ballots.electors.force import Force
from governance.ballots.kinds.configuration import Sealing
from governance.ballots.models import Poll
from governance.ballots.pages.electors import Electors, electors
from governance.ballots.pages.outcome import Statement, force_of, read_outcome
from governance.rules.errors import CountError


@dataclass(frozen=True)
class RulesPart:
    """`of_kind`: what the kind of poll says about its own rules, for its template; None, as
    `force`, where it cannot read them."""

    electors: Electors | None
    extensions: list[Statement]
    force: Force | None
    of_kind: Any
    sealing: Sealing | None = None


def rules_part(poll: Poll, extensions: list[Statement] | None = None) -> RulesPart:
    if extensions is None:
        extensions = read_outcome(poll).extensions if poll.opened else []
    try:
        force, of_kind = force_of(poll), poll.paper.shown_rules(poll)
    except CountError:
        if poll.opened:
            raise
        return RulesPart(None, extensions, None, None)
    return RulesPart(
        electors=None if poll.source else electors(poll),
        extensions=extensions,
        force=force,
        of_kind=of_kind,
        sealing=poll.configuration.sealing if poll.opened else None,
    )
