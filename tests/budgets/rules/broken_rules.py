"""Copies of a rule with a mistake in them, to see that the properties would notice."""

import sys
from importlib.util import module_from_spec, spec_from_loader
from unittest.mock import patch

from budgets import rules
from tests.budgets.rules.properties import Rule
from tests.governance.rules.broken_rules import Changed

PACKAGE = "budgets.rules."
SHARES = ("state", "electorate", "run", "plain_run", "array_sides", "array_run", "equal_shares")
MADE_OF = {"equal_shares": SHARES, "greedy": ("state", "greedy")}  # the lowest first

Change = tuple[str, str, str]  # (module, what stands there once, what stands there instead)


def broken(rule: str, *changes: Change) -> Rule:
    """`count` of a copy of the rule, with these changes in the modules it is made of.

    What lies below the lowest change is the real thing, so that enumerations and profiles stay
    what they are. The real rule and whoever uses it see nothing of this.
    """
    changed = {module: (old, new) for module, old, new in changes}
    assert len(changed) == len(changes)
    first = min(map(MADE_OF[rule].index, changed), default=len(MADE_OF[rule]) - 1)
    with patch.dict(sys.modules), patch.dict(vars(rules)):
        for name in MADE_OF[rule][first:]:
            loader = Changed(PACKAGE + name, *changed.get(name, ("", "")))
            spec = spec_from_loader(PACKAGE + name, loader)
            assert spec is not None
            fresh = module_from_spec(spec)
            sys.modules[PACKAGE + name] = fresh
            setattr(rules, name, fresh)
            loader.exec_module(fresh)
    count: Rule = fresh.count
    return count
