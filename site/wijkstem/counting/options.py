"""The options of `manage.py count`, checked against the file and the rule; the file of `--ties`."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from governance.ballots.kinds.configuration import NoSettings
from governance.ballots.kinds.election import methods
from governance.rules.source import FileError, decode, load, split_lines


class Refusal(Exception):
    """This cannot be counted; the message is one English sentence."""


class Kind(StrEnum):
    BUDGET = "budget"
    BLT = "blt"
    PREFLIB = "preflib"
    PAIRWISE = "pairwise"


KINDS = {
    ".pb": Kind.BUDGET,
    ".blt": Kind.BLT,
    ".soi": Kind.PREFLIB,
    ".soc": Kind.PREFLIB,
    ".toi": Kind.PREFLIB,
    ".toc": Kind.PREFLIB,
    ".json": Kind.PAIRWISE,
}
BUDGET = ("greedy", "equal-shares")
VALUES = {
    "utility": ("cost", "cardinality"),
    "completion": ("none", "add1", "add1e", "utilitarian", "add1u"),
    "misfit": ("skip", "stop"),
}
RAISING = ("add1", "add1e", "add1u")  # completions that know a step
BELONGS = {
    "utility": BUDGET,
    "completion": ("equal-shares",),
    "step": ("equal-shares",),
    "misfit": ("greedy",),
    "points": BUDGET,
}
LISTED, CHEAPER = "listed", "cheaper"
WHOLE = re.compile(r"0*([0-9]{1,100})", re.ASCII)
POINTS = re.compile(r"[0-9]{1,18}(?:,[0-9]{1,18})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Budget:
    """How to count a budget file."""

    path: Path
    rule: str
    utility: str
    completion: str
    # Money as written, None where no share is raised.
    step: str | None
    misfit: str
    # Per rank, the first rank first; () for ballots that are not ranked.
    points: tuple[int, ...]
    # `cheaper`, `listed` or the path of a file.
    ties: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """How to count a file of ranked ballots or a pairwise matrix."""

    path: Path
    kind: Kind
    rule: str
    # None for the number in the file.
    seats: int | None
    # `listed` or the path of a file.
    ties: str


def settle(file: str, wishes: Mapping[str, str | None]) -> Budget | Ranked:
    """What will be counted, with defaults; `wishes` holds the options as given, or None."""
    # Refusal for an unknown extension or value, and for an option that does not fit.
    path = Path(file)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(KINDS)
        raise Refusal(f"{file}: The name of the file must end in one of {known}.")
    for option, values in VALUES.items():
        _one_of(option, wishes.get(option), values)
    rule = _rule(kind, wishes)
    for option, rules in {"seats": ranked_rules(), **BELONGS}.items():
        if wishes.get(option) is not None and rule not in rules:
            raise Refusal(f"--{option} is an option of {_listed(rules)}, not of {rule}.")
    return _budget(path, rule, wishes) if kind is Kind.BUDGET else _ranked(path, kind, rule, wishes)


def ranked_rules() -> tuple[str, ...]:
    # A file holds rankings and no settings, so only methods without settings can count it.
    found = (one for one in methods.registered() if one.shape.ranked and one.settings is NoSettings)
    return tuple(method.name for method in found)


def _rules_of(kind: Kind) -> tuple[str, ...]:
    special = {Kind.BUDGET: BUDGET, Kind.PAIRWISE: ("schulze",)}
    return special.get(kind) or ranked_rules()


def _one_of(option: str, value: str | None, values: tuple[str, ...]) -> None:
    if value is not None and value not in values:
        raise Refusal(f"--{option} must be {_listed(values, 'or')}, not {short(value)}.")


def _rule(kind: Kind, wishes: Mapping[str, str | None]) -> str:
    rule, fitting = wishes.get("rule"), _rules_of(kind)
    _one_of("rule", rule, (*ranked_rules(), *BUDGET))
    if rule is None:
        several = wishes.get("seats") is not None and _seats(wishes) != 1
        usual = {Kind.BUDGET: "equal-shares", Kind.BLT: "stv", Kind.PAIRWISE: "schulze"}
        return usual.get(kind, "stv" if several else "irv")
    if rule not in fitting:
        held = {Kind.BUDGET: "a budget", Kind.PAIRWISE: "a pairwise matrix"}
        what = held.get(kind, "ranked ballots")
        raise Refusal(f"The rule {rule} cannot count {what}: take {_listed(fitting, 'or')}.")
    return rule


def _budget(path: Path, rule: str, wishes: Mapping[str, str | None]) -> Budget:
    completion = wishes.get("completion") or "add1u"
    step = wishes.get("step")
    raises = rule == "equal-shares" and completion in RAISING
    if step is not None and not raises:
        raise Refusal(f"--step goes with the completions {_listed(RAISING)}, not {completion}.")
    points = wishes.get("points")
    if points is not None and not POINTS.fullmatch(points):
        raise Refusal(f"--points must be whole numbers like 3,2,1, not {short(points)}.")
    return Budget(
        path=path,
        rule=rule,
        utility=wishes.get("utility") or "cost",
        completion=completion,
        step=(step if step is not None else "1") if raises else None,
        misfit=wishes.get("misfit") or "skip",
        points=tuple(map(int, points.split(","))) if points else (),
        ties=_ties(wishes, CHEAPER),
    )


def _ranked(path: Path, kind: Kind, rule: str, wishes: Mapping[str, str | None]) -> Ranked:
    ties = _ties(wishes, LISTED)
    if ties == CHEAPER:
        raise Refusal("--ties cheaper is for budgets: take listed, or a file with the tie order.")
    seats = _seats(wishes)
    most = methods.get(rule).most_seats
    if most and seats is not None and seats > most:
        filled = "one seat" if most == 1 else f"{most} seats"
        raise Refusal(
            f"The rule {rule} fills {filled}, not {seats}: take --seats {most}, or --rule stv."
        )
    return Ranked(path, kind, rule, seats if kind is Kind.BLT else seats or 1, ties)


def _ties(wishes: Mapping[str, str | None], usual: str) -> str:
    ties = wishes.get("ties")
    if ties == "":
        raise Refusal("--ties must be cheaper, listed or the name of a file.")
    return usual if ties is None else ties


def _seats(wishes: Mapping[str, str | None]) -> int | None:
    text = wishes.get("seats")
    if text is None:
        return None
    found = WHOLE.fullmatch(text)
    if not found or not int(found[1]):
        raise Refusal(f"--seats must be a whole number, at least 1, not {short(text)}.")
    return int(found[1])


def _listed(words: tuple[str, ...], joint: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def read_order(
    path: str, choices: Sequence[str], what: str, withdrawn: Collection[str] = ()
) -> tuple[str, ...]:
    """The tie order in the file of `--ties FILE`: each of the `choices` once, one per line."""
    # Blank lines and white space around a name are ignored, and names of the withdrawn are skipped.
    # `what` is "candidate" or "project", for messages. Refusal with file and line.
    known = set(choices)
    lines: dict[str, int] = {}
    last = 1
    for line, raw in enumerate(_lines(path), start=1):
        name = raw.strip()
        if not name:
            continue
        last = line
        if name not in known and name not in withdrawn:
            raise Refusal(f"{path}, line {line}: There is no {what} {short(name)}.")
        if name in lines:
            raise Refusal(
                f"{path}, line {line}: The {what} {short(name)} is also on line {lines[name]}."
            )
        lines[name] = line
    for choice in choices:
        if choice not in lines:
            raise Refusal(f"{path}, line {last}: The file ends without the {what} {short(choice)}.")
    return tuple(name for name in lines if name in known)


def _lines(path: str) -> list[str]:
    try:
        return split_lines(decode(load(path, "tie order"), path))
    except FileError as error:
        raise Refusal(str(error)) from None
