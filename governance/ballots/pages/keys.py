"""The page where the committee opens sealed ballots."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from governance.ballots.actions.unseal import Problem
from governance.ballots.models import Poll


@dataclass(frozen=True)
class UnsealPage:
    """`problems`: how many opened ballots do not match, and why; never which choice."""

    poll: Poll
    boxes: int
    problems: list[str]

    @classmethod
    def for_poll(cls, poll: Poll, problems: dict[Problem, int]) -> UnsealPage:
        found = [in_words(problem, number) for problem, number in problems.items()]
        return cls(poll, poll.ballots.count(), found)


def in_words(problem: Problem, number: int) -> str:
    sentences = {
        Problem.FOREIGN: ngettext(
            "%(number)s ballot is of another vote.",
            "%(number)s ballots are of another vote.",
            number,
        ),
        Problem.MISSING: ngettext(
            "%(number)s sealed ballot is not in the file.",
            "%(number)s sealed ballots are not in the file.",
            number,
        ),
        Problem.UNKNOWN: ngettext(
            "%(number)s ballot in the file was not in this box.",
            "%(number)s ballots in the file were not in this box.",
            number,
        ),
        Problem.TWICE: ngettext(
            "%(number)s ballot is in the file more than once.",
            "%(number)s ballots are in the file more than once.",
            number,
        ),
        Problem.ALTERED: ngettext(
            "%(number)s ballot says something else than was cast.",
            "%(number)s ballots say something else than was cast.",
            number,
        ),
        Problem.INVALID: ngettext(
            "%(number)s ballot does not fit the rules of the vote.",
            "%(number)s ballots do not fit the rules of the vote.",
            number,
        ),
    }
    return sentences[problem] % {"number": number}
