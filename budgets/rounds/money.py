"""Amounts as one writes them."""

from decimal import Decimal
from fractions import Fraction

from django.utils import formats, translation

SIGNS = {"EUR": "€", "PLN": "zł", "GBP": "£", "USD": "$"}
BEHIND = {"PLN"}
SPACE = "\N{NO-BREAK SPACE}"


def money(cents: int | Fraction, currency: str = "EUR") -> str:
    """Minor units as money, rounded to the cent: 123450 is "€ 1.234,50" in Dutch and
    "€1,234.50" in English; whole amounts go without decimals."""
    amount = Decimal(round(cents)) / 100
    decimals = 0 if cents == int(cents) and int(cents) % 100 == 0 else 2
    digits = formats.number_format(amount, decimals, force_grouping=True)
    sign = SIGNS.get(currency, currency)
    if currency in BEHIND:
        return f"{digits}{SPACE}{sign}"
    gap = "" if translation.get_language() == "en" else SPACE
    return f"-{sign}{gap}{digits[1:]}" if digits.startswith("-") else f"{sign}{gap}{digits}"
