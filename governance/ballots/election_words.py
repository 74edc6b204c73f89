"""An election in plain words: its rules before the count, and the outcome after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots import election_ties, election_working
from governance.ballots.election_working import Bar, Table
from governance.ballots.models import Poll
from governance.ballots.words import listed, percent
from governance.rules.election import Election, Purpose, from_data

Fact = tuple[str, str]


@dataclass(frozen=True)
class Rules:
    """What was or will be frozen, with labels in place of keys. `drawn`: the tie order is by lot;
    it is empty before the vote opens. `points`: how many a voter divides; `most`: for one."""

    rule: str
    seats: int
    candidates: list[str]
    tie_order: list[str]
    drawn: bool
    points: int = 0
    most: int | None = None

    @property
    def parts(self) -> int:
        """By how much the votes are divided to find the quota."""
        return self.seats + 1


@dataclass(frozen=True)
class Card:
    """A counted election as the pages show it, with labels in place of keys. `points`: what was
    counted are points, not ballots."""

    elected: bool
    headline: str
    reason: str
    facts: list[Fact]
    bars: list[Bar]
    story: list[str]
    tables: list[Table]
    ties: list[str]
    points: bool = False


def read_rules(poll: Poll) -> Rules:
    """The rules of a draft or of a poll that has been opened."""
    frozen = poll.frozen
    limits = {name: (frozen or poll.rules).get(name) for name in ("points", "most")}
    if frozen is None:
        labels = [choice.label for choice in poll.choices.all()]
        rule, seats = poll.rules.get("rule", ""), poll.rules.get("seats", 1)
        return Rules(rule, seats, labels, [], False, **limits)
    names = dict(frozen["choices"])
    order = [names[key] for key in frozen["tie_order"]]
    rule, seats = frozen["rule"][0], frozen["seats"]
    return Rules(rule, seats, list(names.values()), order, frozen["drawn"], **limits)


def chosen_names(poll: Poll, choice: Mapping[str, Any]) -> list[str]:
    """The labels of what a canonical choice names: as ranked, or as on the ballot paper."""
    names = dict(poll.configuration["choices"])
    ((shape, said),) = choice.items()
    if shape == "vote":
        return [] if said is None else [names[said]]
    return [names[key] for key in (said if shape == "rank" else names) if key in said]


def given_points(poll: Poll, choice: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Label and points of all who get any on a canonical choice, most points first."""
    names, given = dict(poll.configuration["choices"]), choice["points"]
    return [(names[key], given[key]) for key in sorted(given, key=lambda key: -given[key])]


def unspent_points(poll: Poll, choice: Mapping[str, Any]) -> int:
    """What is left of the voter's points on a canonical choice."""
    left: int = poll.configuration["points"] - sum(choice["points"].values())
    return left


def read_election(poll: Poll, data: Mapping[str, Any]) -> Card:
    names = dict(poll.configuration["choices"])
    result = from_data(data)
    if not result.winners:
        return Card(False, _("Nobody was elected"), nobody(result), facts(result), [], [], [], [])
    elected = listed(names[key] for key in result.winners)
    return Card(
        elected=True,
        headline=_("Elected: %(names)s") % {"names": elected},
        reason=reason(result, names),
        facts=facts(result),
        bars=election_working.bars(result, names),
        story=election_working.story(result, names),
        tables=election_working.tables(result, names),
        ties=[election_ties.sentence(tie, names, result.rule) for tie in result.ties],
        points=result.rule == "points",
    )


def nobody(result: Election) -> str:
    if not result.blank:
        return _("No ballot was cast, so there was nothing to count.")
    return ngettext(
        "The only ballot was blank, so there was nothing to count.",
        "All %(number)s ballots were blank, so there was nothing to count.",
        result.blank,
    ) % {"number": result.blank}


def reason(result: Election, names: Mapping[str, str]) -> str:
    """One or two sentences with what decided."""
    sentences = {"irv": after_rounds, "stv": in_proportion, "schulze": in_pairs}
    sentences["points"] = most_points
    sentence = sentences.get(result.rule, most_votes)(result, names[result.winners[0]])
    if any(tie.purpose is Purpose.SEAT for tie in result.ties):
        return f"{sentence} " + _("Some were equal; below is how that was decided.")
    return sentence


def most_votes(result: Election, name: str) -> str:
    if result.seats > 1:
        return _("They have the most votes.")
    votes = held(result, result.winners[0])
    words = {"name": name, "votes": votes, "valid": result.valid}
    if result.rule == "approval":
        return _("%(name)s was ticked on %(votes)s of the %(valid)s valid ballots.") % words
    return _("%(name)s has %(votes)s of the %(valid)s valid votes.") % words


def most_points(result: Election, name: str) -> str:
    if result.seats > 1:
        return _("They have the most points.")
    words = {"name": name, "points": held(result, result.winners[0])}
    words["all"] = sum(result.stages[-1].totals)
    return _("%(name)s has %(points)s of the %(all)s points that were given.") % words


def after_rounds(result: Election, name: str) -> str:
    return _("%(name)s ended with %(votes)s of the %(all)s votes that still counted.") % {
        "name": name,
        "votes": held(result, result.winners[0]),
        "all": sum(result.stages[-1].totals),
    }


def in_proportion(result: Election, name: str) -> str:
    return ngettext(
        "Whoever reached %(quota)s votes was certain of the place.",
        "Whoever reached %(quota)s votes was certain of one of the %(seats)s places.",
        result.seats,
    ) % {"quota": quota(result), "seats": result.seats}


def in_pairs(result: Election, name: str) -> str:
    duels_won = held(result, result.winners[0])
    if duels_won == len(result.candidates) - 1:
        return _("%(name)s wins the duel with every other choice.") % {"name": name}
    return _("No choice wins all its duels; the strongest chains of won duels decide.")


def held(result: Election, key: str) -> int:
    """Whole votes at the end, or duels won."""
    return result.stages[-1].totals[result.candidates.index(key)] // result.scale


def quota(result: Election) -> int:
    return (result.stages[-1].quota or 0) // result.scale


def facts(result: Election) -> list[Fact]:
    """Numbers that belong to the outcome, most of them of one rule."""
    found = [(_("Ballots"), str(result.valid + result.blank))]
    if result.blank:
        found.append((_("Of which blank"), str(result.blank)))
    found.append((_("Places to fill"), str(result.seats)))
    if not result.winners:
        return found
    if result.rule == "stv":
        words = {"quota": quota(result), "valid": result.valid, "parts": result.seats + 1}
        sum_ = _("%(quota)s: %(valid)s valid votes divided by %(parts)s, rounded down, plus one")
        found.append((_("Quota"), sum_ % words))
    if result.rule == "irv":
        found += majorities(result)
    if result.rule == "plurality" and result.seats == 1:
        found.append(majority_of_valid(result))
    if result.rule == "points":
        found += points(result)
    return found


def points(result: Election) -> list[Fact]:
    """How many each voter had, and how many of all these were given."""
    each, given = int(dict(result.options)["points"]), sum(result.stages[-1].totals)
    words = {"given": given, "all": each * result.valid}
    return [
        (_("Points per voter"), str(each)),
        (_("Points given"), _("%(given)s of %(all)s; blank ballots have none") % words),
    ]


def majorities(result: Election) -> list[Fact]:
    """IRV: the two majorities, which in law differ."""
    winner, last = result.winners[0], result.stages[-1]
    continuing = answer(
        result.majority_of_continuing(winner), held(result, winner), sum(last.totals)
    )
    return [
        (_("More than half of the votes that still counted"), continuing),
        majority_of_valid(result),
        (_("Ballots that no longer counted at the end"), str(last.nontransferable)),
    ]


def majority_of_valid(result: Election) -> Fact:
    winner = result.winners[0]
    said = answer(result.majority_of_valid(winner), held(result, winner), result.valid)
    return _("More than half of all valid votes"), said


def answer(yes: bool, part: int, whole: int) -> str:
    words = {"part": part, "whole": whole, "percent": percent(part, whole)}
    if yes:
        return _("Yes: %(part)s of %(whole)s (%(percent)s)") % words
    return _("No: %(part)s of %(whole)s (%(percent)s)") % words
