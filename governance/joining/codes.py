"""The codes in letters: twelve characters that nobody takes for one another."""

import secrets

from django.utils.crypto import salted_hmac

ALPHABET = "ACDEFHJKMNPQRTUVWXY34679"
"""Without those that look alike in print or by hand: B 8, G 6, I 1 L, O 0, S 5, Z 2."""
LENGTH, GROUP = 12, 3
"""24 to the power of 12 is more than 2 to the power of 55."""


def new() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def groups(code: str) -> list[str]:
    """The code as it stands in the letter: four groups of three."""
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


def typed(text: str) -> str | None:
    """The code that somebody typed, whatever its capitals, spaces and hyphens; none where it
    cannot be one."""
    code = "".join(text.split()).replace("-", "").replace(".", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def digest(code: str) -> str:
    """What is kept of a code. The key of the site is in it: a copy of the database alone does not
    let anybody try codes."""
    return salted_hmac("wijkstem letter", code, algorithm="sha256").hexdigest()
