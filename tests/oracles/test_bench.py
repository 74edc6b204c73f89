"""The benchmark runs, on small elections; how quick it is, is not for a test to say."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", "--quick", *arguments]
    return subprocess.run(
        command, cwd=TOP, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("pabutools", ["Wijkstem, without numpy", "the same projects in the same order: yes"]),
        ("pyrankvote", ["stv, all alike", "the same winner of the IRV: yes"]),
        ("limit", ["meek, 1,000 alike.blt", "add-one at most 5 seconds, with numpy"]),
        ("growth", ["shares, budget.pb", "schulze, alike.blt"]),
    ],
)
def test_each_part_prints_its_table(part: str, words: list[str]) -> None:
    done = bench(part)
    assert (done.returncode, done.stderr) == (0, "")
    for text in words:
        assert text in done.stdout


def test_an_unknown_part_is_refused() -> None:
    done = bench("pabutool")
    assert done.returncode == 2
    assert "pabutool is no part" in done.stderr
