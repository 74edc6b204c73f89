"""The programs that our counts are compared with are never part of what runs."""

import ast
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
ORACLES = {"pabutools", "pyrankvote", "votelib", "stvpoll"}
WINGS = ["site/wijkstem", "governance", "budgets", "proposals", "content"]


def imported(file: Path) -> set[str]:
    """The top names of all modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def locked(name: str) -> set[str]:
    text = (TOP / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


def test_no_module_of_the_application_imports_an_oracle() -> None:
    files = [file for wing in WINGS for file in (TOP / wing).rglob("*.py")]
    assert len(files) > 50
    assert [str(file) for file in files if imported(file) & ORACLES] == []


def test_the_search_finds_them_where_they_are() -> None:
    """The control."""
    files = (TOP / "tests" / "oracles").glob("*.py")
    assert set().union(*map(imported, files)) >= ORACLES


def test_neither_the_site_nor_its_tests_install_them() -> None:
    assert locked("oracles.lock") >= ORACLES
    assert not locked("run.lock") & ORACLES
    assert not locked("dev.lock") & ORACLES


def test_what_changes_the_rules_is_installed_with_neither() -> None:
    assert "mutmut" in locked("mutants.lock")
    assert "mutmut" not in locked("run.lock") | locked("dev.lock")


def test_the_ordinary_run_leaves_them_alone(pytestconfig) -> None:
    assert {"oracles", "bench", "mutants"} <= set(pytestconfig.getini("norecursedirs"))
