"""What the tests of all recounts share: polls, forged results, and recounts with a mistake."""

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hypothesis import Phase, find, settings
from hypothesis.strategies import SearchStrategy

from governance.ballots import kinds
from governance.ballots.actions.tally import turnout_of
from governance.ballots.kinds.configuration import Configuration
from governance.ballots.models import Poll
from governance.ballots.verification import standalone_loader
from governance.rules.quorum import Attendance, Holders, attendance_from

Recount = Callable[[Mapping[str, Any], Mapping[str, int]], dict[str, Any]]


SHARED = {
    "slug": "x",
    "question": "Wat doen wij?",
    "explanation": "",
    "kind": "",
    "mode": "secret",
    "choices": [],
    "count_waits": False,
    "objection_days": 7,
    "repeats": None,
    "opens_at": "2026-01-01T09:00:00+00:00",
    "closes_at": "2026-01-08T09:00:00+00:00",
    "electors": "register",
    "roll": {"neighbourhood": None, "proxy_cap": 2},
    "standing": {"decides": False, "article": ""},
    "body_size": 64,
}
"""What every poll freezes, and no count reads."""
NOBODY = Attendance(Holders(0, 0), Holders(0, 0))


def configured(kind: str, frozen: Mapping[str, Any]) -> Configuration:
    """The configuration of a poll, of which `frozen` has what its count reads."""
    own = {name: value for name, value in frozen.items() if name != "turnout"}
    return kinds.count_of(kind).read_configuration(SHARED | {"kind": kind} | own)


def counted_under(poll: Poll) -> dict[str, Any]:
    """What a recount reads of a poll that was closed."""
    return poll.configuration.to_data() | {"turnout": asdict(turnout_of(poll))}


@dataclass(frozen=True)
class Case:
    """A poll that was held: the frozen configuration, and how many ballots say what."""

    kind: str
    frozen: dict[str, Any]
    ballots: dict[str, int]

    def stored(self) -> Any:
        """What the application finds, as it stands in the database."""
        turnout = NOBODY
        if "turnout" in self.frozen:
            turnout = attendance_from(self.frozen["turnout"])
        result = kinds.count_of(self.kind).count(
            configured(self.kind, self.frozen), turnout, self.ballots, lambda *_: None
        )
        return json.loads(json.dumps(result))

    def recounted(self) -> dict[str, Any]:
        return recount_of(self.kind, self.frozen["rule"][0])(self.frozen, self.ballots)


def recount_of(kind: str, rule: str = "") -> Recount:
    return standalone_loader.recount_of(kinds.count_of(kind), rule)


def source_of(kind: str) -> str:
    return standalone_loader.source_of(kinds.count_of(kind), kind)


def imported(source: str) -> set[str]:
    """The top names of all modules that a source imports; "." for one beside it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else str(node.module).partition(".")[0])
    return found


def forgeries(value: Any) -> Iterator[Any]:
    """The value with one place in it changed: every figure and word, every length, every key."""
    match value:
        case dict():
            for key, inner in value.items():
                yield {name: kept for name, kept in value.items() if name != key}
                yield from ({**value, key: forged} for forged in forgeries(inner))
        case list():
            yield [*value, value[-1] if value else None]
            if value:
                yield value[:-1]
            for place, inner in enumerate(value):
                for forged in forgeries(inner):
                    yield [*value[:place], forged, *value[place + 1 :]]
        case bool():
            yield not value
            yield int(value)
        case int():
            yield from (value + 1, value - 1, str(value))
        case str():
            yield from (value + "x", None)
        case None:
            yield from (0, False, "")


def mistaken(kind: str, old: str, new: str) -> Recount:
    """The recount with `old`, which stands once in its file, replaced by `new`."""
    source = source_of(kind)
    assert source.count(old) == 1, f"{old!r} does not stand once in the recount of {kind}"
    names: dict[str, Any] = {"__name__": "mistaken"}
    exec(compile(source.replace(old, new), f"<{kind} with a mistake>", "exec"), names)  # noqa: S102
    recount: Recount = names["recount"]
    return recount


def assert_noticed(kind: str, old: str, new: str, among: SearchStrategy[Case]) -> None:
    """Some poll is counted otherwise by a recount with this mistake, and not by the real one."""
    wrong = mistaken(kind, old, new)

    def differs(case: Case) -> bool:
        try:
            return wrong(case.frozen, case.ballots) != case.stored()
        except (ArithmeticError, ValueError):
            return False  # that would be noticed too, but another number is what we look for

    example = find(
        among,
        differs,
        settings=settings(
            derandomize=True, database=None, max_examples=3000, phases=[Phase.generate]
        ),
    )
    assert example.recounted() == example.stored()
