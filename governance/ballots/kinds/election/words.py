"""An election in plain words: its rules before the count, and the outcome after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.kinds.election import methods, ties
from governance.ballots.kinds.election.configuration import ElectionConfiguration, ElectionRules
from governance.ballots.kinds.election.figures import Bar, Fact, Names, Table
from governance.ballots.kinds.election.methods import Method
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.kinds.shapes import Said
from governance.ballots.words import listed
from governance.rules.election import Election, Purpose, from_data


@dataclass(frozen=True)
class Rules:
    """What was or will be frozen, with labels in place of keys. `drawn`: the tie order is by lot;
    it is empty before the vote opens."""

    method: Method
    seats: int
    candidates: list[str]
    tie_order: list[str]
    drawn: bool
    how_you_vote: str

    @property
    def steps(self) -> list[str]:
        return self.method.steps(self.seats)


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
    return rules_in_configuration(poll) if poll.opened else rules_in_draft(poll)


def rules_in_draft(poll: PollLike) -> Rules:
    rules = ElectionRules.of(poll.draft_rules)
    method = methods.get(rules.rule)
    return Rules(
        method=method,
        seats=rules.seats,
        candidates=[choice.label for choice in poll.choices.all()],
        tie_order=[],
        drawn=False,
        how_you_vote=method.shape.how_you_vote(rules),
    )


def rules_in_configuration(poll: PollLike) -> Rules:
    configuration = ElectionConfiguration.of(poll.configuration)
    method, names = methods.of(configuration), configuration.labels
    return Rules(
        method=method,
        seats=configuration.seats,
        candidates=list(names.values()),
        tie_order=[names[key] for key in configuration.tie_order],
        drawn=configuration.drawn,
        how_you_vote=method.shape.how_you_vote(configuration),
    )


def read_choice(poll: PollLike, choice: Choice) -> Said:
    """A canonical choice in words."""
    configuration = ElectionConfiguration.of(poll.configuration)
    shape = methods.of(configuration).shape
    return shape.read(choice[shape.key], configuration.labels, configuration)


def read_election(poll: PollLike, data: Mapping[str, Any]) -> Card:
    names = poll.configuration.labels
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
