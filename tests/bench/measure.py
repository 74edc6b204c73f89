"""Runs each task in a process of its own, so that it has its own peak of memory."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[2]
LONG = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Figure:
    """seconds: of processor time, the best of the rounds.  mebibytes: the least peak of memory."""

    seconds: float
    mebibytes: float
    result: tuple[str, ...]


def run(module: str, *arguments: str) -> str:
    """What a module prints; RuntimeError with its last words when it fails."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def make(folder: Path, kind: str, number: int) -> Path:
    """The invented election of this kind and size, written once."""
    path = folder / f"{number}-{kind}"
    if not path.exists():
        run("tests.bench.elections", kind, str(number), str(path))
    return path


def once(task: str, path: Path) -> Figure:
    data = json.loads(run("tests.bench.tasks", task, str(path)))
    return Figure(data["seconds"], data["mebibytes"], tuple(data["result"]))


def interleaved(tasks: list[str], path: Path, rounds: int) -> dict[str, Figure]:
    """All tasks in turn, and again: what slows the machine for a while slows all of them.

    A task that takes LONG is not repeated.
    """
    best: dict[str, Figure] = {}
    for _ in range(rounds):
        for task in tasks:
            if task in best and best[task].seconds > LONG:
                continue
            new = once(task, path)
            old = best.get(task, new)
            assert old.result == new.result, f"{task} gave two results for {path.name}"
            best[task] = Figure(
                min(old.seconds, new.seconds), min(old.mebibytes, new.mebibytes), new.result
            )
    return best
