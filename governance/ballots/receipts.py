"""Receipt codes: what lets a voter find their own ballot, and nobody else.

A code is made when the ballot paper is shown and travels in the form, signed for one roll
entry, so that it can be neither chosen by hand nor moved to another voter's paper.
"""

import secrets

from django.core import signing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread."""
LENGTH = 26
_signer = signing.Signer(salt="ballots.receipt")


class Forged(Exception):
    """The signed code is not one that this site made for this roll entry."""


def new_code() -> str:
    """128 random bits as 26 characters."""
    bits = secrets.randbits(128)
    return "".join(ALPHABET[(bits >> shift) & 31] for shift in range(125, -5, -5))


def sign(code: str, entry_id: int) -> str:
    return _signer.sign_object([code, entry_id])


def unsign(signed: str, entry_id: int) -> str:
    """The code, if it was made for this entry; raises Forged otherwise."""
    try:
        code, owner = _signer.unsign_object(signed)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Forged from error
    if owner != entry_id:
        raise Forged
    return str(code)


def spaced(code: str) -> str:
    """The code in groups of four, as one reads it aloud."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
