"""The life of a poll as one declared state machine: which act leads from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, being counted")
    TALLIED = "tallied", _("counted")
    ESTABLISHED = "established", _("established")
    CONTESTED = "contested", _("objected to")
    LAPSED = "lapsed", _("lapsed by a new vote")
    CANCELLED = "cancelled", _("cancelled")


@dataclass(frozen=True)
class Step:
    """A transition: the states from which it can be taken, and the one it leads to."""

    sources: frozenset[State]
    to: State


def step(*sources: State, to: State) -> Step:
    return Step(frozenset(sources), to)


class StateMachine:
    """Steps as class attributes, checked when the class is made: every state can be reached, and
    every state but those in `ends` can be left."""

    start: ClassVar[State]
    ends: ClassVar[frozenset[State]]
    steps: ClassVar[dict[str, Step]]

    def __init_subclass__(cls) -> None:
        cls.steps = {name: value for name, value in vars(cls).items() if isinstance(value, Step)}
        left = {source for taken in cls.steps.values() for source in taken.sources}
        if left != set(State) - cls.ends:
            raise TypeError(f"{cls.__name__}: not every state can be left, or an end is")
        reached = {cls.start}
        while more := {s.to for s in cls.steps.values() if s.sources & reached} - reached:
            reached |= more
        if reached != set(State):
            raise TypeError(f"{cls.__name__}: cannot be reached: {set(State) - reached}")


class PollLifecycle(StateMachine):
    """BW 2:13: the chair's finding on the outcome decides; a voter who objects at once can get a
    new vote, and then the first one lapses. A vote that went wrong is cancelled with a reason,
    never edited."""

    start = State.DRAFT
    ends = frozenset({State.LAPSED, State.CANCELLED})

    open = step(State.DRAFT, to=State.OPEN)
    close = step(State.OPEN, to=State.CLOSED)
    tally = step(State.CLOSED, to=State.TALLIED)
    establish = step(State.TALLIED, State.CONTESTED, to=State.ESTABLISHED)
    contest = step(State.TALLIED, State.ESTABLISHED, to=State.CONTESTED)
    lapse = step(State.CONTESTED, to=State.LAPSED)
    cancel = step(State.OPEN, State.CLOSED, State.TALLIED, State.CONTESTED, to=State.CANCELLED)


# The states with a result to show.
COUNTED = frozenset({State.TALLIED, State.ESTABLISHED, State.CONTESTED, State.LAPSED})
# No ballot is deleted in these states: the vote goes on, or is in dispute.
UNDECIDED = (State.DRAFT, State.OPEN, State.CLOSED, State.CONTESTED)


class Mode(models.TextChoices):
    """Who could ever know what a member voted."""

    OPEN = "open", _("open: by name")
    CONFIDENTIAL = "confidential", _("confidential")
    SECRET = "secret", _("secret")
    SEALED = "sealed", _("secret and sealed")


# The modes in which a ballot is linked to its voter, who may vote again until the end.
LINKED = frozenset({Mode.OPEN, Mode.CONFIDENTIAL})
