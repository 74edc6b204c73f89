"""Copies of a rule with a mistake in them, to see that the properties would notice."""

import sys
from importlib.abc import SourceLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from unittest.mock import patch

from tests.governance.rules.transfer_properties import Rule

PACKAGE = "governance.rules."
# What the rules are made of, the lowest first.
BELOW = ("seats", "duels", "tie_breaks", "transfers")


class Changed(SourceLoader):
    """Loads the source of a module with one place in it changed, or as it is."""

    def __init__(self, module: str, old: str, new: str) -> None:
        spec = find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        self.path = spec.origin
        self.text = Path(self.path).read_text(encoding="utf-8")
        if old != new:
            assert self.text.count(old) == 1, f"{old!r} does not stand once in {module}"
        self.text = self.text.replace(old, new)

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str) -> bytes:
        return self.text.encode()


def broken(rule: str, module: str, old: str, new: str) -> Rule:
    """`count` of a copy of the rule, with `old` replaced by `new` in one module it is made of.

    The real rule and whoever uses it see nothing of this.
    """
    with patch.dict(sys.modules):
        for name in (*BELOW, rule):
            change = (old, new) if name == module else ("", "")
            loader = Changed(PACKAGE + name, *change)
            spec = spec_from_loader(PACKAGE + name, loader)
            assert spec is not None
            fresh = module_from_spec(spec)
            sys.modules[PACKAGE + name] = fresh
            loader.exec_module(fresh)
    count: Rule = fresh.count
    return count
