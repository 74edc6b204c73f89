"""A mistake in a rule, and the property that has to notice it."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import Phase, find, settings
from hypothesis.strategies import SearchStrategy

from tests.governance.rules.broken_rules import broken
from tests.governance.rules.elections import Election
from tests.governance.rules.transfer_properties import Rule


@dataclass(frozen=True)
class Control:
    """In `module`, `old` is replaced by `new`; then `noticed` fails for some election."""

    rule: str
    noticed: Callable[[Rule, Election], None]
    module: str
    old: str
    new: str
    seats: int | None = None
    equal: bool = False

    def __str__(self) -> str:
        return f"{self.rule}-{self.noticed.__name__}"


def assert_noticed(control: Control, real: Rule, among: SearchStrategy[Election]) -> None:
    """The property fails for the rule with the mistake, and not for the real one."""
    mistaken = broken(control.rule, control.module, control.old, control.new)

    def fails(election: Election) -> bool:
        try:
            control.noticed(mistaken, election)
        except AssertionError:
            return True
        return False

    example = find(
        among,
        fails,
        settings=settings(
            derandomize=True, database=None, max_examples=3000, phases=[Phase.generate]
        ),
    )
    control.noticed(real, example)
