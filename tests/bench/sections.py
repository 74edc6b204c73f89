"""The four parts of the benchmark. Each prints a table, with its goals and whether they are met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Figure, interleaved, make, once


@dataclass(frozen=True, slots=True)
class Size:
    """How large each part is: numbers of ballots."""

    budget: int
    ranked: int
    growth: tuple[int, ...]
    rounds: int
    judged: bool  # whether the goals mean anything


FULL = Size(90_000, 100_000, (1_000, 10_000, 100_000, 1_000_000), rounds=3, judged=True)
QUICK = Size(900, 1_000, (100, 1_000), rounds=1, judged=False)


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Left-aligned words in the first column, right-aligned numbers in the others."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    print(f"\n{title}\n")
    for number, line in enumerate(lines):
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  " + "  ".join(cells).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def goal(size: Size, met: bool, text: str) -> None:
    print(f"  goal: {text}: {('met' if met else 'NOT met') if size.judged else 'not judged'}")


def seconds(figure: Figure) -> str:
    return f"{figure.seconds:.3f}"


def times(ratio: float) -> str:
    return f"{ratio:,.0f} x" if ratio >= 10 else f"{ratio:.2f} x"


def against_pabutools(folder: Path, size: Size) -> None:
    path = make(folder, "budget.pb", size.budget)
    worst = make(folder, "budget-at-random.pb", size.budget)
    theirs = once("pabutools", path)
    ours = interleaved(["shares", "shares-without-numpy"], path, size.rounds)
    random = interleaved(["shares", "shares-without-numpy"], worst, size.rounds)
    rows = [("pabutools", seconds(theirs), f"{theirs.mebibytes:,.0f}", "", "")]
    for name, figures in (("", ours), (", worst case", random)):
        for task, how in (("shares", ""), ("shares-without-numpy", ", without numpy")):
            figure = figures[task]
            rows.append((f"Wijkstem{name}{how}", *_beside(figure, theirs)))
    title = (
        f"Equal shares from .pb file to result: {size.budget:,} voters, 160 projects, "
        "cost utility, no completion"
    )
    table(title, ("", "seconds", "MiB", "faster", "less memory"), rows)
    best = ours["shares"]
    same = "yes" if best.result == theirs.result else "NO"
    print(f"\n  the same projects in the same order: {same}")
    goal(size, theirs.seconds >= 100 * best.seconds, "at least 100 times faster than pabutools")
    goal(size, theirs.mebibytes >= 10 * best.mebibytes, "at most a tenth of its memory")


def _beside(figure: Figure, theirs: Figure) -> tuple[str, str, str, str]:
    return (
        seconds(figure),
        f"{figure.mebibytes:,.0f}",
        times(theirs.seconds / figure.seconds),
        times(theirs.mebibytes / figure.mebibytes),
    )


def against_pyrankvote(folder: Path, size: Size) -> None:
    rows, fast, same = [], True, True
    for kind, words in (("strong-and-weak.blt", "strong and weak"), ("alike.blt", "all alike")):
        tasks = ["irv", "pyrankvote-irv", "stv", "pyrankvote-stv"]
        found = interleaved(tasks, make(folder, kind, size.ranked), size.rounds)
        for rule in ("irv", "stv"):
            ours, theirs = found[rule], found[f"pyrankvote-{rule}"]
            ratio = theirs.seconds / ours.seconds
            fast = fast and ratio >= 3
            memory = f"{ours.mebibytes:.0f} / {theirs.mebibytes:.0f}"
            rows.append((f"{rule}, {words}", seconds(ours), seconds(theirs), times(ratio), memory))
        same = same and found["irv"].result == found["pyrankvote-irv"].result
    title = f"Ranked ballots from .blt file to result: {size.ranked:,} ballots, 10 candidates"
    table(title, ("", "Wijkstem, s", "pyrankvote, s", "faster", "MiB"), rows)
    print(f"\n  the same winner of the IRV: {'yes' if same else 'NO'} (its STV is another rule)")
    goal(size, fast, "at least 3 times faster than pyrankvote, in every row")


RANKED = ["plurality", "irv", "stv", "schulze", "meek"]
BUDGET = ["greedy", "shares", "add1", "add1u", "add1-without-numpy"]


def against_the_limit(folder: Path, size: Size) -> None:
    parts = [
        ("alike.blt", size.ranked, "limit-blt", ["read-blt", *RANKED]),
        ("strong-and-weak.blt", size.ranked, "limit-blt", ["read-blt", *RANKED]),
        ("approved.blt", size.ranked, "limit-approvals", ["read-blt", "approval"]),
        ("budget.pb", size.budget, "limit-pb", ["read-pb", *BUDGET]),
        ("budget-at-random.pb", size.budget, "limit-pb", ["read-pb", *BUDGET]),
    ]
    rows, slow, add1 = [], [], 0.0
    for kind, number, limit, tasks in parts:
        found = interleaved([limit, *tasks], make(folder, kind, number), size.rounds)
        for task, figure in found.items():
            ratio = figure.seconds / found[limit].seconds
            rows.append((f"{task}, {number:,} {kind}", seconds(figure), times(ratio)))
            if task in ("add1", "add1u"):
                add1 = max(add1, figure.seconds)
            elif not task.startswith("add1") and ratio > 2 and task != "meek":
                slow.append(f"{task}, {kind}")
    title = "From file to result, beside the limit: read the file and aggregate the ballots, once"
    table(title, ("", "seconds", "of the limit"), rows)
    print()
    goal(size, not slow, "at most 2 times the limit, Meek and add-one aside")
    for line in slow:
        print(f"        more: {line}")
    goal(size, add1 <= 5, "add-one at most 5 seconds, with numpy")


GROWTH = {
    "alike.blt": ["read-blt", "plurality", "irv", "stv", "schulze"],
    "approved.blt": ["approval"],
    "budget.pb": ["greedy", "shares"],
}


def growth(folder: Path, size: Size) -> None:
    rows = []
    for kind, tasks in GROWTH.items():
        found = {
            number: interleaved(tasks, make(folder, kind, number), size.rounds)
            for number in size.growth
        }
        for task in tasks:
            cells = [found[number][task] for number in size.growth]
            each = [
                f"{f.seconds:.3f} s {1e6 * f.seconds / n:6.2f}"
                for n, f in zip(size.growth, cells, strict=True)
            ]
            rows.append((f"{task}, {kind}", *each))
    title = "Growth: seconds, and microseconds for each ballot, from file to result"
    table(title, ("ballots", *(f"{number:,}" for number in size.growth)), rows)


PARTS = {
    "pabutools": against_pabutools,
    "pyrankvote": against_pyrankvote,
    "limit": against_the_limit,
    "growth": growth,
}
