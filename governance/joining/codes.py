"""The codes in letters: twelve characters, none of which looks like another."""

import secrets

from django.utils.crypto import salted_hmac

# Without those that look alike in print or by hand: B 8, G 6, I 1 L, O 0, S 5, Z 2.
ALPHABET = "ACDEFHJKMNPQRTUVWXY34679"
# 24 to the power of 12 is more than 2 to the power of 55.
LENGTH, GROUP = 12, 3


def new() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def groups(code: str) -> list[str]:
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


def parse(text: str) -> str | None:
    """The typed code, ignoring capitals, spaces and hyphens; None if it cannot be one."""
    code = "".join(text.split()).replace("-", "").replace(".", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def digest(code: str) -> str:
    # The key of the site is in it: a copy of the database alone does not allow trying codes.
    return salted_hmac("wijkstem letter", code, algorithm="sha256").hexdigest()
