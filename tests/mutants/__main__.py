"""Changes the rules in small ways, one at a time, and prints each change that no test notices.

`make mutants`, in an environment of its own and in a copy of the rules. MUTANTS is how many (0:
all), MUTANTS_SEED which. A survivor is a hole in the tests, or a change that changes nothing.
"""
# mutmut changes bodies of functions. What it leaves alone: constants of a module, decorated
# functions (so also cached ones) and fields of dataclasses. The rules have no other tests than
# those copied here; what is proven elsewhere in the suite counts for nothing.

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".cache" / "mutants"
RULES = ("governance/rules", "budgets/rules")
TESTS = ("tests/governance/rules", "tests/budgets/rules", "tests/examples.py")
# They make mistakes of their own, or read long files.
LEFT_OUT = ("test_*_controls.py", "test_real_elections.py")
SETTINGS = """[tool.mutmut]
source_paths = ["governance", "budgets"]
only_mutate = {files}
also_copy = ["conftest.py", "tests"]
pytest_add_cli_args = ["--import-mode=importlib", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = ["tests"]
timeout_multiplier = 2.0  # mutmut doubles it; a loop without an end is stopped

[tool.pytest.ini_options]
pythonpath = ["."]
"""


def main() -> int:
    amount = int(os.environ.get("MUTANTS", "200"))
    seed = os.environ.get("MUTANTS_SEED", "2026")
    named = sys.argv[1:]
    copy_rules_and_tests()
    os.chdir(WORK)
    write_settings(["*"])
    chosen = choose(amount, random.Random(seed), named)  # noqa: S311
    files = sorted({file for file, _mutant in chosen})
    print(f"{len(chosen)} mutants (seed {seed}) of {', '.join(files)}", flush=True)
    write_settings(files)
    said = mutmut("run", "--max-children", "2", *(mutant for _file, mutant in chosen))
    if "mutations/second" not in said:
        print(said[-4000:])
        return 1
    tell_survivors({mutant for _file, mutant in chosen})
    return 0


def copy_rules_and_tests() -> None:
    shutil.rmtree(WORK, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__", *LEFT_OUT)
    for name in (*RULES, *TESTS):
        (WORK / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, WORK / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, WORK / name)
    for wing in ("governance", "budgets"):
        shutil.copy(ROOT / wing / "__init__.py", WORK / wing)
    shutil.copy(ROOT / "tests" / "shared_data.py", WORK / "tests")
    shutil.copy(Path(__file__).with_name("conftest.py"), WORK)


def write_settings(files: list[str]) -> None:
    listed = ", ".join(f'"{file}"' for file in files)
    Path("pyproject.toml").write_text(SETTINGS.format(files=f"[{listed}]"), encoding="utf-8")


def choose(amount: int, chance: random.Random, named: list[str]) -> list[tuple[str, str]]:
    """(file, mutant): whole files in the order of chance, and a share of the last one."""
    files = named or sorted(str(file) for rules in RULES for file in Path(rules).glob("*.py"))
    chance.shuffle(files)
    chosen: list[tuple[str, str]] = []
    for file in files:
        if amount and len(chosen) >= amount:
            break
        found = [(file, mutant) for mutant in mutants_of(file)]
        room = amount - len(chosen) if amount else len(found)
        chosen += chance.sample(found, min(room, len(found)))
    return chosen


def mutants_of(file: str) -> Iterator[str]:
    from mutmut.mutation.file_mutation import mutate_file_contents

    module = file.removesuffix(".py").replace("/", ".")
    made = mutate_file_contents(file, Path(file).read_text(encoding="utf-8"))
    return (f"{module}.{name}" for name in made.mutant_names)


def tell_survivors(chosen: set[str]) -> None:
    lines = mutmut("results", "--all", "1").splitlines()
    status = dict(line.strip().split(": ", 1) for line in lines if ": " in line)
    found = {mutant: status.get(mutant, "not run") for mutant in sorted(chosen)}
    noticed = [mutant for mutant, how in found.items() if how in ("killed", "timeout")]
    for mutant in sorted(found.keys() - set(noticed)):
        print(f"\n{found[mutant].upper()}\n{mutmut('show', mutant)}")
    print(f"{len(noticed)} of {len(found)} mutants were noticed.")


def mutmut(*arguments: str) -> str:
    """What it says, without its spinner."""
    command = [Path(sys.executable).with_name("mutmut"), *arguments]
    environment = {**os.environ, "WIJKSTEM_SHARED_DATA": "/nonexistent"}
    done = subprocess.run(
        command,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return re.sub(r"(?m)^.*\r", "", done.stdout)


if __name__ == "__main__":
    sys.exit(main())
