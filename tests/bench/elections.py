"""Makes the invented elections that the benchmark counts: seeded, so always the same.

    python -m tests.bench.elections KIND NUMBER PATH

writes NUMBER ballots to a file. Kinds: see KINDS. Needs numpy, which is quick enough for a million.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

CANDIDATES = 10
LONG_LIST = 30  # candidates of an election by approval
PROJECTS = 160
MOST_APPROVALS = 12
CHUNK = 10_000

Array = np.ndarray
Random = np.random.Generator


def _orders(random: Random, strength: Array, number: int) -> Iterator[Array]:
    """Plackett-Luce rankings of all who have a strength, in chunks, one row for each voter."""
    for start in range(0, number, CHUNK):
        size = min(CHUNK, number - start)
        yield np.argsort(random.exponential(size=(size, len(strength))) / strength, axis=1)


def _ranked(random: Random, strength: Array, number: int) -> Iterator[str]:
    """Ballot lines of a .blt file."""
    for orders in _orders(random, strength, number):
        for row in (orders + 1).tolist():
            yield f"1 {' '.join(map(str, row))} 0\n"


def _approving(random: Random, strength: Array, number: int) -> Iterator[str]:
    """Ballot lines of a .blt file: one rank of equals."""
    for orders in _orders(random, strength, number):
        lengths = random.integers(1, MOST_APPROVALS + 1, size=len(orders)).tolist()
        for length, row in zip(lengths, (orders + 1).tolist(), strict=True):
            yield f"1 {'='.join(map(str, row[:length]))} 0\n"


def _blt(path: Path, candidates: int, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{candidates} 3\n")
        file.writelines(lines)
        file.write("0\n")
        file.writelines(f'"Candidate {place}"\n' for place in range(1, candidates + 1))
        file.write('"An invented election"\n')


def alike(path: Path, number: int) -> None:
    """Full rankings at random, so that hardly any ballot repeats: the worst case."""
    random = np.random.default_rng(1)
    _blt(path, CANDIDATES, _ranked(random, np.ones(CANDIDATES), number))


def strong_and_weak(path: Path, number: int) -> None:
    """Full rankings around an unequal strength of candidates, so that some ballots repeat."""
    random = np.random.default_rng(2)
    strength = 2.0 ** -np.arange(CANDIDATES)
    _blt(path, CANDIDATES, _ranked(random, random.permutation(strength), number))


def approved(path: Path, number: int) -> None:
    """1 to 12 approvals among 30 candidates."""
    random = np.random.default_rng(3)
    _blt(path, LONG_LIST, _approving(random, random.permutation(_zipf(LONG_LIST)), number))


def budget(path: Path, number: int) -> None:
    """1 to 12 approvals among 160 projects, some of them far more popular than others."""
    random = np.random.default_rng(4)
    _pb(path, number, random, random.permutation(_zipf(PROJECTS)))


def budget_at_random(path: Path, number: int) -> None:
    """All projects alike: no ballot repeats, the votes are close. The worst case."""
    _pb(path, number, np.random.default_rng(5), np.ones(PROJECTS))


def _zipf(size: int) -> Array:
    return 1.0 / np.arange(1, size + 1)


def _pb(path: Path, number: int, random: Random, strength: Array) -> None:
    """Costs log-normal; the budget is a quarter of what all would cost, some 20 for each voter."""
    costs = np.ceil(random.lognormal(mean=-1.1, sigma=0.9, size=PROJECTS) * number).astype(int)
    meta = {
        "description": "An invented budget",
        "num_projects": PROJECTS,
        "num_votes": number,
        "budget": int(costs.sum()) // 4,
        "vote_type": "approval",
        "rule": "unknown",
        "min_length": 1,
        "max_length": MOST_APPROVALS,
    }
    with path.open("w", encoding="utf-8") as file:
        file.write("META\nkey;value\n")
        file.writelines(f"{key};{value}\n" for key, value in meta.items())
        file.write("PROJECTS\nproject_id;cost;name\n")
        file.writelines(f"{p + 1};{cost};Plan {p + 1}\n" for p, cost in enumerate(costs))
        file.write("VOTES\nvoter_id;age;sex;vote\n")
        file.writelines(_votes(random, strength, number))


def _votes(random: Random, strength: Array, number: int) -> Iterator[str]:
    voter = 0
    for orders in _orders(random, strength, number):
        lengths = random.integers(1, MOST_APPROVALS + 1, size=len(orders)).tolist()
        ages = random.integers(16, 95, size=len(orders)).tolist()
        for length, age, row in zip(lengths, ages, (orders + 1).tolist(), strict=True):
            voter += 1
            yield f"{voter};{age};{'FM'[age % 2]};{','.join(map(str, row[:length]))}\n"


KINDS: dict[str, Callable[[Path, int], None]] = {
    "alike.blt": alike,
    "strong-and-weak.blt": strong_and_weak,
    "approved.blt": approved,
    "budget.pb": budget,
    "budget-at-random.pb": budget_at_random,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](Path(sys.argv[3]), int(sys.argv[2]))
