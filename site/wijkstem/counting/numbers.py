"""Exact numbers as text: votes and money are never rounded by a float."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction


@contextmanager
def long_numbers() -> Iterator[None]:
    """Write integers of any length: an exact price can run to thousands of digits."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def places_of(scale: int) -> int:
    """Decimals of votes counted in 1/scale: five for whole votes too, so that rules compare."""
    return max(5, len(str(scale)) - 1)


def decimal(units: int, scale: int, places: int, separator: str = "") -> str:
    """units / scale with so many decimals, exact; `scale` is a power of ten <= 10**places."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units) * 10**places // scale, 10**places)
    digits = f"{whole:,}".replace(",", separator)
    return f"{sign}{digits}.{rest:0{places}}" if places else f"{sign}{digits}"


def money(minor: int, scale: int) -> str:
    """Minor units as a number as in the file: whole, or with the decimals that it needs."""
    text = decimal(minor, scale, len(str(scale)) - 1)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(minor: Fraction, scale: int) -> str:
    """An amount in money of the file: an integer, or "num/den"."""
    return str(minor / scale)
