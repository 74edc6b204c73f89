"""The file of `--ties FILE`: every choice on a line of its own, who wins a tie first."""

from collections.abc import Collection, Sequence

from governance.rules.source import FileError, decode, load, split_lines
from wijkstem.counting.options import Refusal, short


def read_order(
    path: str, choices: Sequence[str], what: str, withdrawn: Collection[str] = ()
) -> tuple[str, ...]:
    """The tie order in the file: each of the `choices` once. Blank lines and white space around a
    name do not count, and the names of the withdrawn are passed over.

    what: "candidate" or "project", for messages. Raises Refusal with file and line.
    """
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
