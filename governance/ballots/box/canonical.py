"""One spelling per value: what is hashed and what stands on a ballot."""

import hashlib
import json
from typing import Any

SIZE_ROUNDED_TO = 64


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, as UTF-8 text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(*parts: str) -> str:
    """SHA-256 over the parts, as 64 hexadecimal digits; line feeds keep the parts apart."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def room_for(*longest: Any) -> int:
    """The size to which all bodies of a poll are padded: that of the longest, rounded up."""
    size = max(len(dumps(choice)) for choice in longest)
    return -(-size // SIZE_ROUNDED_TO) * SIZE_ROUNDED_TO


def pad(body: str, size: int) -> str:
    """The body with spaces behind it, so that its length does not tell what was chosen."""
    return body.ljust(size)
