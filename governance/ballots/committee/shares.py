"""The private key in shares of words (SLIP-39): too few shares give nothing."""

import itertools
import re
from collections.abc import Sequence

from nacl.public import PrivateKey
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

# No two words of the list begin with the same four letters.
ENOUGH = 4
BEGIN, END = "-----BEGIN SHARE-----", "-----END SHARE-----"
NUMBERED = re.compile(r"\d+\.\s*([A-Za-z]+)")


class BadShare(Exception):
    """These words are no share, or these shares give no key; the message says why."""


def split(key: PrivateKey, shares: int, threshold: int) -> list[str]:
    """Splits the key into shares, of which any `threshold` together give it back. Raises BadShare
    if the numbers make no sense."""
    if not 2 <= threshold <= shares <= 16:
        raise BadShare("There are 2 to 16 shares, and at least 2 of them open the key.")
    [made] = generate_mnemonics(1, [(threshold, shares)], bytes(key))
    # Every such set is tried before any share is handed out.
    for some in itertools.combinations(made, threshold):
        if bytes(join(some)) != bytes(key):
            raise AssertionError("a set of shares did not give the key back")
    return made


def join(shares: Sequence[str]) -> PrivateKey:
    """The key of these shares; more shares than needed do no harm. Raises BadShare."""
    try:
        different = {Share.from_mnemonic(share).index: share for share in shares}
        needed = threshold_of(shares[0]) if shares else 0
        if len(different) < needed or not shares:
            raise BadShare(f"{needed} different shares are needed, and here is {len(different)}.")
        return PrivateKey(combine_mnemonics(list(different.values())[:needed]))
    except (MnemonicError, ValueError, TypeError) as error:
        raise BadShare("These shares do not belong together.") from error


def threshold_of(share: str) -> int:
    """How many shares the key of this share needs; raises BadShare."""
    try:
        return Share.from_mnemonic(share).member_threshold
    except MnemonicError as error:
        raise BadShare("A word is missing, or is not the right one.") from error


def read(text: str) -> str:
    """The words of a printed or typed share, at least four letters of each. Raises BadShare."""
    _before, _mark, rest = text.partition(BEGIN)
    printed = NUMBERED.findall(rest.partition(END)[0])
    share = " ".join(whole(word) for word in printed or text.replace(".", " ").split())
    threshold_of(share)
    return share


def whole(word: str) -> str:
    start = word.lower()
    fitting = [known for known in WORDLIST if known.startswith(start)]
    if start in fitting:
        return start
    if len(start) < ENOUGH or len(fitting) != 1:
        raise BadShare(f"“{word}” is not a word of a share.")
    return fitting[0]
