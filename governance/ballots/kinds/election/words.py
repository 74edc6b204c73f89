"""An election in plain words: its rules before the count, and the outcome after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.kinds.election import methods, ties
from governance.ballots.kinds.election.figures import Bar, Fact, Names, Table
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.kinds.shapes import Said
from governance.ballots.words import listed
from governance.rules.election import Election, Purpose, from_data


@dataclass(frozen=True)
class Rules:
    """What was or will be frozen, with labels in place of keys. `drawn`: the tie order is by lot;
    it is empty before the vote opens. `method`: None for one that is unknown."""

    method: Method | None
    seats: int
    candidates: list[str]
    tie_order: list[str]
    drawn: bool
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def how_you_vote(self) -> str:
        return self.method.shape.how_you_vote(self.settings) if self.method else ""

    @property
    def steps(self) -> list[str]:
        return self.method.steps(self.seats) if self.method else []


@dataclass(frozen=True)
class Card:
    """A counted election as the pages show it, with labels in place of keys. `full_bar`: words for
    what a full bar would be."""

    elected: bool
    headline: str
    reason: str
    facts: list[Fact]
    bars: list[Bar] = field(default_factory=list)
    story: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)
    full_bar: str = ""


def read_rules(poll: PollLike) -> Rules:
    """The rules of a draft or of a poll that has been opened."""
    frozen = poll.frozen
    if frozen is None:
        labels = [choice.label for choice in poll.choices.all()]
        method = methods.find(poll.rules.get("rule", ""))
        return Rules(method, poll.rules.get("seats", 1), labels, [], False, poll.rules)
    names = dict(frozen["choices"])
    order = [names[key] for key in frozen["tie_order"]]
    method = methods.find(frozen["rule"][0])
    return Rules(method, frozen["seats"], list(names.values()), order, frozen["drawn"], frozen)


def read_choice(poll: PollLike, choice: Choice) -> Said:
    """A canonical choice in words."""
    frozen = poll.configuration
    shape = methods.get(frozen["rule"][0]).shape
    return shape.read(choice[shape.key], dict(frozen["choices"]), frozen)


def read_election(poll: PollLike, data: Mapping[str, Any]) -> Card:
    names = dict(poll.configuration["choices"])
    result = from_data(data)
    if not result.winners:
        return Card(False, _("Nobody was elected"), nobody(result), facts(result))
    method = methods.get(result.rule)
    elected = listed(names[key] for key in result.winners)
    return Card(
        elected=True,
        headline=_("Elected: %(names)s") % {"names": elected},
        reason=reason(method, result, names),
        facts=[*facts(result), *method.facts(result)],
        bars=method.bars(result, names),
        story=method.story(result, names),
        tables=method.tables(result, names),
        ties=[ties.sentence(tie, names, method.equal) for tie in result.ties],
        full_bar=str(method.full_bar),
    )


def finding(poll: PollLike, data: Mapping[str, Any]) -> str:
    """The outcome of an election as the chair could establish it."""
    card = read_election(poll, data)
    return f"{card.headline}. {card.reason}"


def nobody(result: Election) -> str:
    if not result.blank:
        return _("No ballot was cast, so there was nothing to count.")
    return ngettext(
        "The only ballot was blank, so there was nothing to count.",
        "All %(number)s ballots were blank, so there was nothing to count.",
        result.blank,
    ) % {"number": result.blank}


def reason(method: Method, result: Election, names: Names) -> str:
    """One or two sentences with what decided."""
    sentence = method.reason(result, names[result.winners[0]])
    if any(tie.purpose is Purpose.SEAT for tie in result.ties):
        return f"{sentence} " + _("Some were equal; below is how that was decided.")
    return sentence


def facts(result: Election) -> list[Fact]:
    """The numbers that every outcome has."""
    found = [(_("Ballots"), str(result.valid + result.blank))]
    if result.blank:
        found.append((_("Of which blank"), str(result.blank)))
    found.append((_("Places to fill"), str(result.seats)))
    return found
