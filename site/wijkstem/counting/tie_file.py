"""The file of `--ties FILE`: every choice on a line of its own, who wins a tie first."""

from collections.abc import Collection, Sequence
from pathlib import Path

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
    for line, raw in enumerate(_text(path).split("\n"), start=1):
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


def _text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(f"{path}: The tie order cannot be opened: {reason}.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(f"{path}, line {line}: The text is not UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
