"""Receipt codes: with one a voter, and no one else, can find their own ballots.

A code is made when the ballot paper is shown and travels in the form, signed for one roll
entry, so that it can be neither chosen by hand nor moved to another voter's paper. It is stored
nowhere. One-way hashes make from it:

    ballot code   the name of one ballot in the box; one for each vote of the roll entry
    locator       the hash of a ballot code: where the board shows that ballot
    commitment    the hash of poll, ballot code and choice: what the board says of it
"""

import hashlib
import secrets

from django.core import signing

from governance.ballots.box import canonical

# Crockford's base 32: no I, L, O or U, which are misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
LOCATOR_LENGTH = 32
_signer = signing.Signer(salt="ballots.receipt")


class Forged(Exception):
    """The signed code is not one that this site made for this roll entry."""


def new_code() -> str:
    """128 random bits as 26 characters."""
    return spell(secrets.randbits(128))


def spell(bits: int) -> str:
    """128 bits in base 32, the first character first."""
    return "".join(ALPHABET[(bits >> shift) & 31] for shift in range(125, -5, -5))


def ballot_codes(receipt: str, frozen_hash: str, votes: int) -> list[str]:
    """The names of this receipt's ballots, one per vote."""
    return [_ballot_code(receipt, frozen_hash, unit) for unit in range(votes)]


def _ballot_code(receipt: str, frozen_hash: str, unit: int) -> str:
    text = "\n".join(["wijkstem ballot code 1", frozen_hash, receipt, str(unit)])
    return spell(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big"))


def locator(ballot_code: str) -> str:
    """Where the board shows a ballot: 32 hexadecimal digits."""
    return canonical.digest("wijkstem locator 1", ballot_code)[:LOCATOR_LENGTH]


def commitment(frozen_hash: str, ballot_code: str, choice: str) -> str:
    """What the board says about a ballot; `choice` is canonical JSON without padding."""
    return canonical.digest("wijkstem ballot 1", frozen_hash, ballot_code, choice)


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
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
