"""Sealed ballots: boxes that only the counting committee's key opens (PyNaCl's SealedBox).

The server seals each ballot when it is cast and holds only the public key, so a copy of the
database stolen during the vote holds ciphertext.
"""

import base64
import binascii
import json

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox


class BadKey(Exception):
    """This is no public key."""


class CannotOpen(Exception):
    """The box was not sealed to this key, or was damaged."""


def read_public(text: str) -> PublicKey:
    try:
        return PublicKey(base64.b64decode(text, validate=True))
    except (TypeError, ValueError, binascii.Error) as error:
        raise BadKey from error


def check_public(text: str) -> str:
    """The key in its one spelling; raises BadKey if nothing can be sealed to it."""
    key = read_public(text)
    try:
        SealedBox(key).encrypt(b"")
    except CryptoError as error:
        raise BadKey from error
    return base64.b64encode(bytes(key)).decode()


def seal(public_key: str, code: str, choice: str, size: int) -> str:
    """Ballot code and canonical choice in a box, as base64."""
    plain = json.dumps([code, choice.ljust(size)], ensure_ascii=False)
    # Padded, so that all boxes have the same length.
    width = size * 4 + 64  # in UTF-8 a character takes four bytes at most
    sealed = SealedBox(read_public(public_key)).encrypt(plain.encode().ljust(width))
    return base64.b64encode(sealed).decode()


def unseal(private_key: PrivateKey, body: str) -> tuple[str, str]:
    """Ballot code and canonical choice from a box; raises CannotOpen."""
    try:
        plain = SealedBox(private_key).decrypt(base64.b64decode(body, validate=True))
        code, choice = map(str, json.loads(plain))
        f"{code}{choice}".encode()  # JSON can also spell halves of a character
    except (CryptoError, ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise CannotOpen from error
    return code, choice.rstrip(" ")
