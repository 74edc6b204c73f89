"""One spelling per value: for hashing and on ballots."""

import hashlib
import json
from typing import Any

SIZE_ROUNDED_TO = 64


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, as UTF-8 text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(*parts: str) -> str:
    """SHA-256 over the parts, as 64 hexadecimal digits; line feeds separate the parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def room_for(*longest: Any) -> int:
    """The padded size of all bodies of a poll: the longest, rounded up."""
    size = max(len(dumps(choice)) for choice in longest)
    return -(-size // SIZE_ROUNDED_TO) * SIZE_ROUNDED_TO


def pad(body: str, size: int) -> str:
    # So that the length of a body does not show the choice.
    return body.ljust(size)
