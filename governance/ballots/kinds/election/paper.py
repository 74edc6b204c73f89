"""Elections on paper and on the pages: how one is written, filled in and shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.ballots import kinds
from governance.ballots.kinds import BallotsFile
from governance.ballots.kinds.election import methods, words
from governance.ballots.kinds.election.configuration import ElectionConfiguration
from governance.ballots.kinds.election.draft_form import ElectionDraft
from governance.ballots.kinds.forms import Drafting
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.kinds.shapes import Said, Shape
from governance.ballots.kinds.shapes.form import ShapeForm
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.rules import blt
from governance.rules.ballot_file import BallotFile
from governance.rules.election import from_data
from governance.rules.profile import Profile


class ElectionPaper(kinds.Paper):
    folder = "ballots/election"
    drafting = Drafting(
        form=ElectionDraft,
        slug="verkiezing",
        prepare=_("Prepare an election"),
        instead=_("Do you want an election of people or things instead?"),
    )

    def form(self, poll: PollLike) -> type[ShapeForm]:
        return shape_of(poll).form

    def table(self, poll: PollLike, result: Any) -> list[list[str]]:
        """Who is elected, and the votes of each (duels won, under Schulze) at every stage."""
        election = from_data(result)
        stages = election.stages
        heads = [gettext("stage %(number)s") % {"number": n} for n in range(1, len(stages) + 1)]
        rows = [
            [key, label, "1" if key in election.winners else "0"]
            + [decimal(stage.totals[place], election.scale) for stage in stages]
            for place, (key, label) in enumerate(poll.configuration.choices)
        ]
        return [[gettext("key"), gettext("name"), gettext("elected"), *heads], *rows]

    def ballots_file(self, poll: PollLike) -> BallotsFile | None:
        """A recount with other programs needs no more than this file."""

        def text(bodies: Sequence[str], _result: Any) -> str:
            configuration = ElectionConfiguration.of(poll.configuration)
            profile = cast(Profile, RANKING.profile(configuration, distinct(bodies)))
            named = Profile(names_of(configuration.choices), profile.ballots, profile.blank)
            title = " ".join(poll.question.split())
            return blt.write(BallotFile(poll.slug, title, named, configuration.seats))

        if shape_of(poll) is not RANKING:
            return None
        return BallotsFile("blt", _("Ballots (BLT)"), text)

    def shown_rules(self, poll: PollLike) -> words.Rules:
        return words.read_rules(poll)

    def shown_result(self, poll: PollLike, result: Any) -> words.Card:
        return words.read_election(poll, result)

    def shown_choice(self, poll: PollLike, choice: Choice) -> Said:
        return words.read_choice(poll, choice)

    def finding(self, poll: PollLike, result: Choice) -> str:
        return words.finding(poll, result)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        shape = shape_of(poll)
        return shape.in_words(choice[shape.key], poll.configuration.labels)


def shape_of(poll: PollLike) -> Shape:
    return methods.of(ElectionConfiguration.of(poll.configuration)).shape


def distinct(bodies: Iterable[str]) -> dict[str, int]:
    """How many ballots say the same."""
    return dict(sorted(Counter(body.rstrip(" ") for body in bodies).items()))


def decimal(units: int, scale: int) -> str:
    """Units of 1/scale (a power of ten) as a decimal number with all its digits."""
    whole, rest = divmod(units, scale)
    return f"{whole}.{rest:0{len(str(scale)) - 1}}" if scale > 1 else str(whole)


def names_of(choices: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The labels on one line each; with its key, where two are alike."""
    labels = [(key, " ".join(label.split()) or key) for key, label in choices]
    seen = Counter(label for _key, label in labels)
    return tuple(label if seen[label] == 1 else f"{label} ({key})" for key, label in labels)
