"""What each row would become: a new member, a change, nothing, or a problem."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.csv_files import unguard
from governance.members.imports.columns import (
    CELL_ERRORS,
    DEFAULTS,
    NAMES,
    STREETS,
    Plan,
    Wrong,
    read_cell,
    read_number,
)
from governance.members.imports.problems import Problem
from governance.members.imports.register import Identity, Register, RegisterRow, identity

# In the order in which a member's history names them.
WRITTEN = (
    *("name", "kind", "neighbourhood", "street", "postal_code", "town", "language"),
    *("email_consent_on", "joined_on", "email"),
)
# An empty cell leaves these as they are; of other fields it takes the value away.
NEEDED = ("name", *DEFAULTS)
Trouble = list[Any]  # [field or "", code, what it says]


@dataclass(frozen=True)
class Verdict:
    """`values`: of a new member, or the changed ones of an existing member. `changes`: field ->
    [old, new], to show."""

    outcome: str
    number: int | None = None
    name: str = ""
    problems: list[Trouble] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubles:
    """What is in more than one row, with the lines of the first two."""

    numbers: Mapping[int, tuple[int, int]]
    emails: Mapping[str, tuple[int, int]]
    identities: Mapping[Identity, tuple[int, int]]


def texts(cells: list[str], plan: Plan) -> tuple[dict[str, str], list[Trouble]]:
    """Field -> text, with name and street joined; and problems of single cells."""
    found: dict[str, str] = {}
    problems: list[Trouble] = []
    for name, place in plan.places.items():
        text = cells[place] if place < len(cells) else ""
        if text[:1] == "=":
            problems.append([name, Problem.FORMULA.value, text[:80]])
            text = ""
        elif text[:1] == "#" and text in CELL_ERRORS:
            problems.append([name, Problem.CELL_ERROR.value, text])
            text = ""
        found[name] = unguard(text) if text[:1] == "'" else text
    if any(cells[plan.width :]):
        problems.append(["", Problem.TOO_MANY.value, next(filter(None, cells[plan.width :]))[:80]])
    for whole, parts in (("name", NAMES), ("street", STREETS)):
        if any(part in found for part in parts if part != whole):
            pieces = [found.pop(part, "") for part in parts]
            found[whole] = " ".join(filter(None, pieces))
    return found, problems


def doubles(lines: Iterable[tuple[int, list[str]]], plan: Plan) -> Doubles:
    # One pass through the whole file, before any row is checked.
    numbers: dict[Any, list[int]] = {}
    emails: dict[Any, list[int]] = {}
    identities: dict[Any, list[int]] = {}
    for at, cells in lines:
        found, _problems = texts(cells, plan)
        if number := valid_or_none("number", found):
            numbers.setdefault(number, []).append(at)
        else:
            identities.setdefault(identity_of(found), []).append(at)
        if email := valid_or_none("email", found):
            emails.setdefault(email, []).append(at)
    return Doubles(
        *(
            {key: (found[0], found[1]) for key, found in seen.items() if len(found) > 1}
            for seen in (numbers, emails, identities)
        )
    )


def valid_or_none(name: str, found: Mapping[str, str]) -> Any:
    text = found.get(name, "")
    if not text:
        return None
    try:
        return read_number(text) if name == "number" else read_cell(name, text)
    except Wrong:
        return None


def identity_of(found: Mapping[str, str]) -> Identity:
    values = [valid_or_none(name, found) or "" for name in ("name", "postal_code", "street")]
    return identity(*values)


def check_row(at: int, cells: list[str], plan: Plan, register: Register, twice: Doubles) -> Verdict:
    """`at`: the line of the row. The same row, register and file give the same verdict."""
    found, problems = texts(cells, plan)
    number = None
    if text := found.pop("number", ""):
        number = valid_or_none("number", {"number": text})
        if number is None:
            problems.append(["number", Problem.NUMBER.value, text[:80]])
    person = register.members.get(number) if number is not None else None
    if person and person.erased_on:
        problems.append(["number", Problem.ERASED.value, str(number)])
        return Verdict("wrong", number, "", problems)
    values = read_all(found, plan, register, person, problems)
    in_the_file(at, number, values, twice, problems)
    if person:
        values = {name: value for name, value in values.items() if value != getattr(person, name)}
        against_member(person, values, register, problems)
    else:
        against_register(number, values, register, problems)
    who = values.get("name") or (person.name if person else found.get("name", ""))
    if problems:
        return Verdict("wrong", number, who[:120], problems)
    outcome = "new" if person is None else "changed" if values else "same"
    return Verdict(outcome, number, who, [], values, changes_of(person, values, register))


def changes_of(
    person: RegisterRow | None, values: Mapping[str, Any], register: Register
) -> dict[str, list[Any]]:
    return {
        name: [
            register.stored_value(name, getattr(person, name)) if person else None,
            register.stored_value(name, values[name]),
        ]
        for name in WRITTEN
        if name in values
    }


def read_all(
    found: Mapping[str, str],
    plan: Plan,
    register: Register,
    person: RegisterRow | None,
    problems: list[Trouble],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    had = {trouble[0] for trouble in problems}
    if person is None:
        found = {**dict.fromkeys(NEEDED, ""), **found}
    for name, text in found.items():
        if person and text == shown_now(person, name, register):
            continue  # whatever it is, it is what the register has
        if not text and name in NEEDED:
            if person:
                continue
            text = plan.defaults.get(name, "")
            if not text and name not in had:
                problems.append([name, Problem.MISSING.value, ""])
        try:
            values[name] = value_of(name, text, register)
        except Wrong as wrong:
            problems.append([name, wrong.problem.value, text[:80]])
    return values


def shown_now(person: RegisterRow, name: str, register: Register) -> str:
    value = getattr(person, name)
    return "" if value is None else str(register.stored_value(name, value))


def value_of(name: str, text: str, register: Register) -> Any:
    if not text:
        return None if name.endswith("_on") else ""
    if name == "kind":
        return looked_up(text, register.kinds, Problem.KIND)
    if name == "neighbourhood":
        return looked_up(text, register.places, Problem.PLACE)
    return read_cell(name, text)


def looked_up(text: str, known: Mapping[str, Any], problem: Problem) -> Any:
    found = known.get(" ".join(text.split()).casefold())
    if found is None:
        raise Wrong(problem)
    return found


def in_the_file(
    at: int,
    number: int | None,
    values: Mapping[str, Any],
    twice: Doubles,
    problems: list[Trouble],
) -> None:

    def say(name: str, problem: Problem, lines: tuple[int, int] | None) -> None:
        if lines:
            other = lines[1] if at == lines[0] else lines[0]
            problems.append([name, problem.value, str(other)])

    if number is not None:
        say("number", Problem.NUMBER_TWICE, twice.numbers.get(number))
    elif values.get("name"):
        fields = ("name", "postal_code", "street")
        mine = identity(*(values.get(name) or "" for name in fields))
        say("name", Problem.PERSON_TWICE, twice.identities.get(mine))
    if values.get("email"):
        say("email", Problem.EMAIL_TWICE, twice.emails.get(values["email"]))


def against_member(
    person: RegisterRow, values: Mapping[str, Any], register: Register, problems: list[Trouble]
) -> None:
    joined = values.get("joined_on")
    if joined and person.left_on and joined > person.left_on:
        problems.append(["joined_on", Problem.LEFT_BEFORE.value, person.left_on.isoformat()])
    email = values.get("email")
    if email not in (None, person.email) and person.user in register.officers:
        problems.append(["email", Problem.HOLDS_ROLE.value, ""])
    elif email:
        owner = register.emails.get(email, person.number)
        if owner != person.number or (person.user and email in register.outsiders):
            problems.append(["email", Problem.EMAIL_TAKEN.value, email])


def against_register(
    number: int | None, values: Mapping[str, Any], register: Register, problems: list[Trouble]
) -> None:
    if values.get("email") in register.emails:
        problems.append(["email", Problem.EMAIL_TAKEN.value, values["email"]])
    elif number is None and values.get("name"):
        mine = identity(*(values.get(name) or "" for name in ("name", "postal_code", "street")))
        if there := register.identities.get(mine):
            problems.append(["name", Problem.KNOWN.value, str(there)])
