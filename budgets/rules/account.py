"""What one voter's own share paid for, from the result of equal shares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from budgets.rules.allocation import Allocation


@dataclass(frozen=True, slots=True)
class Account:
    """One voter's share in minor units."""

    # None where no shares were used: everything fitted, or the rule is greedy.
    share: Fraction | None
    payments: tuple[tuple[str, Fraction], ...]
    left: Fraction | None


def account(result: Allocation, supported: Iterable[str] | Mapping[str, int]) -> Account:
    """The account of a voter who approved these projects (ids), or gave them these points."""
    # For each supported project that shares bought, the voter paid its price per point (an approval
    # is one point), or all they had left.
    points = supported if isinstance(supported, Mapping) else dict.fromkeys(supported, 1)
    mine = {project: given for project, given in points.items() if given > 0}
    if result.shares is None or result.shares.runs == 0 or not mine:
        return Account(None, (), None)
    left = result.shares.final
    payments: list[tuple[str, Fraction]] = []
    for outcome in sorted(result.outcomes, key=lambda o: o.place or 0):
        if outcome.project in mine and outcome.price is not None:
            paid = min(outcome.price * mine[outcome.project], left)
            left -= paid
            payments.append((outcome.project, paid))
    return Account(result.shares.final, tuple(payments), left)
