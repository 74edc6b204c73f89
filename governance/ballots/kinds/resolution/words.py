"""The verdict of a resolution in plain words: the outcome first, then why."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.ballots.words import percent
from governance.rules.majority import Base, Outcome, Verdict, from_data
from governance.rules.quorum import Presence


@dataclass(frozen=True)
class Bar:
    """A line of the result. `width` is its part of the base of the majority, in percents;
    `percent` says so in words, and is empty for votes that are no part of the base."""

    key: str
    label: str
    votes: int
    percent: str
    width: float


@dataclass(frozen=True)
class Card:
    """A counted resolution as the pages show it."""

    verdict: Verdict
    headline: str
    reason: str
    bars: list[Bar]
    threshold: float
    quorum: str = ""

    @property
    def uneven(self) -> bool:
        """Whether some have more votes than others, so that heads and votes differ."""
        return self.verdict.entitled.heads != self.verdict.entitled.votes


def read_verdict(data: dict[str, Any]) -> Card:
    verdict = from_data(data)
    mark = float(100 * verdict.majority.threshold)
    quorum = quorum_sentence(verdict.quorum) if verdict.quorum else ""
    return Card(verdict, headline(verdict), reason(verdict), bars(verdict), mark, quorum)


def headline(verdict: Verdict) -> str:
    return {
        Outcome.ADOPTED: _("Adopted"),
        Outcome.REJECTED: _("Rejected"),
        Outcome.TIE: _("Tied: not decided yet"),
        Outcome.NO_QUORUM: _("Not decided: too few took part"),
    }[verdict.outcome]


def reason(verdict: Verdict) -> str:
    """One sentence with the numbers that decided."""
    if verdict.outcome is Outcome.NO_QUORUM and verdict.quorum is not None:
        return _(
            "%(present)s took part, and %(needed)s of the %(entitled)s members were needed."
        ) % {
            "present": verdict.quorum.present,
            "needed": verdict.quorum.needed,
            "entitled": verdict.quorum.entitled,
        }
    if not verdict.tally.yes + verdict.tally.no:
        return _("Nobody voted for or against.")
    return _("%(percent)s for, %(threshold)s needed %(base)s.") % {
        "percent": percent(verdict.tally.yes, verdict.base_size),
        "threshold": threshold(verdict),
        "base": base(verdict.majority.base),
    }


def finding(data: dict[str, Any]) -> str:
    """The outcome of a resolution as the chair could establish it."""
    verdict = from_data(data)
    tally = verdict.tally
    sentences = {
        Outcome.ADOPTED: _("The proposal is adopted."),
        Outcome.REJECTED: _("The proposal is rejected."),
        Outcome.TIE: _("For and against are equal: the proposal is not decided yet."),
        Outcome.NO_QUORUM: _("The proposal is not decided: too few members took part."),
    }
    numbers = _("Votes for: %(yes)s, against: %(no)s, blank: %(blank)s.") % {
        "yes": tally.yes,
        "no": tally.no,
        "blank": tally.blank,
    }
    return " ".join([sentences[verdict.outcome], numbers, reason(verdict)])


def threshold(verdict: Verdict) -> str:
    part = f"{verdict.majority.numerator}/{verdict.majority.denominator}"
    if not verdict.majority.strict:
        return part
    return _("more than half") if part == "1/2" else _("more than %(part)s") % {"part": part}


def base(chosen: Base) -> str:
    return {
        Base.CAST: _("of the votes for and against"),
        Base.PRESENT: _("of all who take part"),
        Base.ENTITLED: _("of all members with a vote"),
    }[chosen]


def bars(verdict: Verdict) -> list[Bar]:
    tally = verdict.tally
    rows = [
        ("yes", _("For"), tally.yes),
        ("no", _("Against"), tally.no),
        ("blank", _("Blank"), tally.blank),
    ]
    base_size = verdict.base_size
    outside = {"blank"} if verdict.majority.base is Base.CAST else set()
    return [
        Bar(
            key,
            label,
            votes,
            "" if key in outside else percent(votes, base_size),
            min(100.0, round(100 * votes / base_size, 1)) if base_size else 0.0,
        )
        for key, label, votes in rows
    ]


def quorum_sentence(presence: Presence) -> str:
    words = {
        "present": presence.present,
        "needed": presence.needed,
        "entitled": presence.entitled,
    }
    if presence.met:
        return _("Reached: %(present)s took part, %(needed)s of %(entitled)s were needed.") % words
    return _("Not reached: %(present)s took part, %(needed)s of %(entitled)s were needed.") % words
