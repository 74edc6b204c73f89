"""The shape of the tree, and contracts that can break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]

VIOLATIONS = [
    (
        "Between wings, downwards only",
        "governance/ballots/actions/tally.py",
        "import budgets.rounds.counting",
    ),
    ("Between wings, downwards", "proposals/models.py", "import budgets.rounds.models"),
    (
        "Inside governance, downwards only",
        "governance/members/roles.py",
        "import governance.notifications.models",
    ),
    ("Inside budgets, downwards only", "budgets/rules/greedy.py", "import budgets.rounds.money"),
    ("Inside content, downwards only", "content/straw/models.py", "import content.models.base"),
    ("Rules know no framework", "governance/rules/majority.py", "import django.conf"),
    ("The committee's command", "governance/ballots/committee/files.py", "import django.conf"),
    ("Inside an app", "governance/ballots/models/box.py", "import governance.ballots.tasks"),
    (
        "Inside an app",
        "governance/ballots/models/box.py",
        "import typing\nif typing.TYPE_CHECKING:\n    import governance.ballots.tasks",
    ),
    ("Inside an app", "governance/ballots/in_no_layer.py", ""),
    ("Inside content", "content/in_no_layer.py", ""),
    (
        "Template tags read no database",
        "site/wijkstem/templatetags/house.py",
        "import governance.ballots.models",
    ),
    ("Settings are read through django.conf", "content/apps.py", "import wijkstem.settings"),
]


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    import site

    assert site.getsitepackages


def test_no_file_in_site_is_named_like_a_module_of_python():
    named = {path.stem for path in (ROOT / "site").glob("*.py")}
    assert not named & sys.stdlib_module_names


def too_long(tree, most=120):
    """Lines of templates that are longer than an editor shows, as file and number."""
    templates = [path for path in tree.glob("**/templates/**/*") if path.is_file()]
    assert templates
    for path in templates:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if len(line) > most:
                yield f"{path.relative_to(tree)}: {number}"


@pytest.mark.parametrize("wing", ["governance", "budgets", "proposals", "content", "site", "tests"])
def test_no_line_of_a_template_is_longer_than_120(wing):
    assert list(too_long(ROOT / wing)) == []


def test_line_that_is_too_long_is_found(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "long.html").write_text(f"{'x' * 120}\n{'x' * 121}\n")
    assert list(too_long(tmp_path)) == ["templates/long.html: 2"]


def contracts(tree):
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": f"{tree}:{tree}/site", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    copy = tmp_path_factory.mktemp("tree")
    for wing in ("governance", "budgets", "content", "proposals", "site"):
        if (ROOT / wing).exists():
            shutil.copytree(
                ROOT / wing, copy / wing, ignore=shutil.ignore_patterns("static", "__pycache__")
            )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize(("contract", "path", "line"), VIOLATIONS)
def test_each_contract_breaks_when_it_is_violated(tree, contract, path, line):
    file = tree / path
    good = file.read_text() if file.exists() else None
    file.write_text(f"{good or ''}\n{line}\n")
    try:
        said = contracts(tree)
    finally:
        file.unlink() if good is None else file.write_text(good)
    broken = [row for row in said.splitlines() if row.startswith(contract) and "BROKEN" in row]
    assert broken, said


def test_contracts_hold(tree):
    assert "0 broken" in contracts(tree)
