"""The declared life of a poll, and what a machine must be to be one."""

import pytest

from governance.ballots.models.states import PollLifecycle, State, StateMachine, step


def test_life_leads_from_draft_to_its_ends():
    assert PollLifecycle.start == State.DRAFT
    assert {
        name: (set(taken.sources), taken.to) for name, taken in PollLifecycle.steps.items()
    } == {
        "open": ({"draft"}, "open"),
        "close": ({"open"}, "closed"),
        "tally": ({"closed"}, "tallied"),
        "establish": ({"tallied", "contested"}, "established"),
        "contest": ({"tallied", "established"}, "contested"),
        "lapse": ({"contested"}, "lapsed"),
        "cancel": ({"open", "closed", "tallied", "contested"}, "cancelled"),
    }


def make(**changed):
    """A machine like PollLifecycle, but for these attributes; None takes a step out."""
    parts = {
        "start": PollLifecycle.start,
        "ends": PollLifecycle.ends,
        **PollLifecycle.steps,
        **changed,
    }
    return type("Other", (StateMachine,), {k: v for k, v in parts.items() if v is not None})


def test_machine_like_life_is_made():
    assert make().steps == PollLifecycle.steps


@pytest.mark.parametrize(
    "changed",
    [
        {"tally": None},
        {"open": None},
        {"lapse": None},
        {"ends": frozenset({State.LAPSED})},
        {"ends": frozenset(State)},
        {"reopen": step(State.CANCELLED, to=State.OPEN)},
        {"start": State.CLOSED},
        {"close": step(State.OPEN, to=State.OPEN)},
    ],
    ids=["no tally", "no opening", "no lapse", "one end", "all ends", "reopen", "start", "loop"],
)
def test_machine_with_a_dead_end_or_an_island_is_refused(changed):
    with pytest.raises(TypeError, match="Other"):
        make(**changed)
