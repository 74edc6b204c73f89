"""The files between the site and the committee's computer: JSON that names its format."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar

from governance.ballots.box import canonical


class BadFile(Exception):
    """This is not the file that was asked for."""


@dataclass(frozen=True)
class PublicKeyFile:
    """For the site. People compare the fingerprint."""

    FORMAT: ClassVar = "wijkstem public key 1"
    public_key: str
    fingerprint: str


@dataclass(frozen=True)
class Rehearsal:
    """A box with an answer that only the holders of the key can read."""

    FORMAT: ClassVar = "wijkstem rehearsal 1"
    public_key: str
    box: str


@dataclass(frozen=True)
class SealedBallots:
    """All boxes of a closed poll, sorted."""

    FORMAT: ClassVar = "wijkstem sealed ballots 1"
    poll: str
    question: str
    frozen_hash: str
    public_key: str
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class OpenedBallots:
    """What was in the boxes: ballot code and canonical choice of each, sorted."""

    FORMAT: ClassVar = "wijkstem opened ballots 1"
    poll: str
    frozen_hash: str
    ballots: tuple[tuple[str, str], ...]


File = TypeVar("File", PublicKeyFile, Rehearsal, SealedBallots, OpenedBallots)


def write(file: PublicKeyFile | Rehearsal | SealedBallots | OpenedBallots) -> str:
    data = {"format": file.FORMAT, **asdict(file)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read(kind: type[File], text: str | bytes) -> File:
    """Raises BadFile for anything but a file of this kind."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile from error
    names = {field.name for field in fields(kind)}
    if not isinstance(data, dict) or data.pop("format", None) != kind.FORMAT or set(data) != names:
        raise BadFile
    return kind(**{name: checked(name, value) for name, value in data.items()})


def checked(name: str, value: Any) -> Any:
    if name == "boxes" and isinstance(value, list) and all(map(is_text, value)):
        return tuple(value)
    if name == "ballots" and isinstance(value, list) and all(map(is_ballot, value)):
        return tuple((code, choice) for code, choice in value)
    if name in ("boxes", "ballots") or not is_text(value):
        raise BadFile
    return value


def is_text(value: Any) -> bool:
    # JSON can also spell halves of a character, which cannot be stored or hashed.
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def is_ballot(value: Any) -> bool:
    return isinstance(value, list) and [is_text(part) for part in value] == [True, True]


def fingerprint(public_key: bytes) -> str:
    """For people to compare keys: 32 hexadecimal digits in groups of four."""
    spelled = base64.b64encode(public_key).decode()
    digest = canonical.digest("wijkstem committee key 1", spelled)[:32]
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
