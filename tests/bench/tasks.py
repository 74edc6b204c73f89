"""What the benchmark measures: each task goes from a file to a result, in a process of its own.

    python -m tests.bench.tasks TASK PATH

prints one line of JSON: seconds of processor time (imports left out), mebibytes at the peak, and
the result. A task is a function that imports what it needs and gives back the work on a path.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import Any

Work = Callable[[str], list[str]]  # path -> winners, or a number or two about what was read


def limit_blt() -> Work:
    """Read the ballots and aggregate them, and nothing else: what no rule can do without."""

    def work(path: str) -> list[str]:
        with open(path, encoding="utf-8") as lines:
            next(lines)
            ballots = Counter(tuple(map(int, line.split()[1:-1])) for line in _ballots(lines))
        return [str(len(ballots))]

    return work


def limit_approvals() -> Work:
    def work(path: str) -> list[str]:
        with open(path, encoding="utf-8") as lines:
            next(lines)
            ballots = Counter(
                tuple(sorted(map(int, line.split()[1].split("=")))) for line in _ballots(lines)
            )
        return [str(len(ballots))]

    return work


def _ballots(lines: Any) -> Any:
    for line in lines:
        if line == "0\n":
            return
        yield line


def limit_pb() -> Work:
    def work(path: str) -> list[str]:
        with open(path, encoding="utf-8") as lines:
            index: dict[str, int] = {}
            for line in lines:
                if line == "PROJECTS\n":
                    break
            next(lines)
            for line in lines:
                if line == "VOTES\n":
                    break
                index[line.partition(";")[0]] = len(index)
            next(lines)
            ballots = Counter(
                tuple(sorted(map(index.__getitem__, line.rstrip("\n").split(";")[3].split(","))))
                for line in lines
            )
        return [str(len(ballots))]

    return work


def read_blt() -> Work:
    blt = import_module("governance.rules.blt")
    return lambda path: [str(blt.read(path).profile.distinct)]


def read_pb() -> Work:
    pabulib = import_module("budgets.rules.pabulib")
    return lambda path: [str(len(pabulib.read_election(path).profile.ballots))]


def ranked(rule: str, seats: int) -> Callable[[], Work]:
    def task() -> Work:
        blt = import_module("governance.rules.blt")
        count = import_module(f"governance.rules.{rule}").count
        return lambda path: list(count(blt.read(path).profile, seats=seats).winners)

    return task


def budget(rule: str, **options: Any) -> Callable[[], Work]:
    """Ties in the order of the names, as pabutools has it."""

    def task() -> Work:
        pabulib = import_module("budgets.rules.pabulib")
        count = import_module(f"budgets.rules.{rule}").count

        def work(path: str) -> list[str]:
            file = pabulib.read_election(path)
            order = sorted(project.id for project in file.projects)
            result = count(file.profile, file.budget, ties="order", tie_order=order, **options)
            return list(result.selected)

        return work

    return task


def without_numpy(task: Callable[[], Work]) -> Callable[[], Work]:
    """The task where numpy is not installed."""

    def bare() -> Work:
        sys.modules["numpy"] = None  # type: ignore[assignment]
        return task()

    return bare


def pabutools() -> Work:
    election = import_module("pabutools.election")
    rules = import_module("pabutools.rules")

    def work(path: str) -> list[str]:
        instance, profile = election.parse_pabulib(path)
        funded = rules.method_of_equal_shares(instance, profile, election.Cost_Sat)
        return [project.name for project in funded]

    return work


def pyrankvote(method: str, *seats: int) -> Callable[[], Work]:
    def task() -> Work:
        library = import_module("pyrankvote")

        def work(path: str) -> list[str]:
            people, ballots = _people_and_ballots(library, path)
            result = getattr(library, method)(people, ballots, *seats)
            return [winner.name for winner in result.get_winners()]

        return work

    return task


def _people_and_ballots(library: Any, path: str) -> tuple[list[Any], list[Any]]:
    """The shortest reader of these files that gives pyrankvote what it asks."""
    with open(path, encoding="utf-8") as lines:
        number = int(next(lines).split()[0])
        choices = [list(map(int, line.split()[1:-1])) for line in _ballots(lines)]
        people = [library.Candidate(next(lines).strip().strip('"')) for _ in range(number)]
    return people, [library.Ballot([people[c - 1] for c in choice]) for choice in choices]


TASKS: dict[str, Callable[[], Work]] = {
    "limit-blt": limit_blt,
    "limit-approvals": limit_approvals,
    "limit-pb": limit_pb,
    "read-blt": read_blt,
    "read-pb": read_pb,
    "plurality": ranked("plurality", 1),
    "approval": ranked("approval", 3),
    "irv": ranked("irv", 1),
    "stv": ranked("stv", 3),
    "schulze": ranked("schulze", 1),
    "meek": ranked("meek", 3),
    "greedy": budget("greedy"),
    "shares": budget("equal_shares", completion="none"),
    "add1": budget("equal_shares", completion="add1"),
    "add1u": budget("equal_shares", completion="add1u"),
    "shares-without-numpy": without_numpy(budget("equal_shares", completion="none")),
    "add1-without-numpy": without_numpy(budget("equal_shares", completion="add1")),
    "pabutools": pabutools,
    "pyrankvote-irv": pyrankvote("instant_runoff_voting"),
    "pyrankvote-stv": pyrankvote("single_transferable_vote", 3),
}


def main(task: str, path: str) -> None:
    work = TASKS[task]()
    start = time.process_time()
    result = work(path)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mebibytes": peak, "result": result}))


if __name__ == "__main__":
    main(*sys.argv[1:])
