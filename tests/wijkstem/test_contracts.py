"""Each contract about imports breaks on each import that it forbids, and forgets no module."""

import sys
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise, permutations
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

pytestmark = pytest.mark.any_database
ROOT = Path(__file__).parents[2]
CONFIGURED = read_configuration(str(ROOT / "pyproject.toml"))
SESSION = CONFIGURED["session_options"]
OPTIONS = {one["name"]: one for one in CONFIGURED["contracts_options"]}
KINDS = {"layers": LayersContract, "forbidden": ForbiddenContract}
INSIDE_AN_APP = "Inside an app: urls > views > forms > pages > tasks > actions > models"


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph(
        *SESSION["root_packages"],
        include_external_packages=True,
        exclude_type_checking_imports=False,
        cache_dir=None,
    )


def contract(name):
    options = OPTIONS[name]
    return KINDS[options["type"]](name, SESSION, options)


def layers_in(graph, options):
    """For each container its layers that are there, each with its modules."""
    for container in options.get("containers", [""]):
        rows = []
        for layer in options["layers"]:
            names = (one.strip(" ()") for one in layer.split("|"))
            modules = [f"{container}.{name}".lstrip(".") for name in names]
            rows.append([module for module in modules if module in graph.modules])
        yield container, [row for row in rows if row]


def upwards(graph, options):
    """Who would import whom: each layer the one right above it, and its neighbours beside it."""
    for _container, rows in layers_in(graph, options):
        for upper, lower in pairwise(rows):
            yield lower[0], upper[-1]
        yield from chain.from_iterable(permutations(row, 2) for row in rows)


def forbidden(graph, options):
    for source in options["source_modules"]:
        for pattern in options["forbidden_modules"]:
            found = graph.find_matching_modules(pattern) if "*" in pattern else [pattern]
            yield from ((source, module) for module in found)


BREAKING = {"layers": upwards, "forbidden": forbidden}


def unseen(graph, name):
    """The forbidden imports with which a contract is still kept."""
    options, held = OPTIONS[name], contract(name)
    for importer, imported in BREAKING[options["type"]](graph, options):
        graph.add_import(importer=importer, imported=imported)
        if held.check(graph, verbose=False).kept:
            yield importer, imported
        graph.remove_import(importer=importer, imported=imported)


@pytest.mark.parametrize("name", OPTIONS)
def test_each_import_that_a_contract_forbids_breaks_it(graph, name):
    assert contract(name).check(graph, verbose=False).kept
    assert list(BREAKING[OPTIONS[name]["type"]](graph, OPTIONS[name]))
    assert list(unseen(graph, name)) == []
    assert contract(name).check(graph, verbose=False).kept


def test_import_that_is_allowed_would_be_found_among_them(graph, monkeypatch):
    monkeypatch.setitem(BREAKING, "layers", lambda *_: [("budgets.rounds", "budgets.rules")])
    name = "Inside budgets, downwards only"
    assert list(unseen(graph, name)) == [("budgets.rounds", "budgets.rules")]


def without_layer(graph, options):
    for container, rows in layers_in(graph, options):
        layered = tuple(module for row in rows for module in row)
        for module in graph.find_descendants(container):
            inside = module in layered or module.startswith(tuple(f"{one}." for one in layered))
            if not inside and not any(one.startswith(f"{module}.") for one in layered):
                yield module


def test_rooms_whose_modules_have_layers_of_their_own_leave_none_out(graph):
    assert list(without_layer(graph, OPTIONS[INSIDE_AN_APP])) == []
    graph.add_module("governance.members.login.new")
    assert list(without_layer(graph, OPTIONS[INSIDE_AN_APP])) == ["governance.members.login.new"]
    graph.remove_module("governance.members.login.new")


def test_all_of_the_project_reads_settings_through_django(graph):
    sources = set(OPTIONS["Settings are read through django.conf"]["source_modules"])
    assert graph.find_children("wijkstem") - sources == {"wijkstem.settings"}


def test_rules_import_the_standard_library_and_numpy_alone(graph):
    found = set()
    for wing in ("governance.rules", "budgets.rules"):
        for module in graph.find_descendants(wing):
            found |= graph.find_modules_directly_imported_by(module)
    outside = {name.partition(".")[0] for name in found} - sys.stdlib_module_names
    assert outside == {"governance", "budgets", "numpy"}


def circle(graph):
    """Modules of ours that import one another, if there are any."""
    ours = [one for one in graph.modules if one.partition(".")[0] in SESSION["root_packages"]]
    try:
        TopologicalSorter(
            {one: graph.find_modules_directly_imported_by(one) for one in ours}
        ).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def test_no_modules_import_one_another_in_a_circle(graph):
    assert circle(graph) == []
    users, register = (f"governance.members.models.{name}" for name in ("users", "register"))
    graph.add_import(importer=users, imported=register)
    assert {users, register} <= set(circle(graph))
    graph.remove_import(importer=users, imported=register)
