"""How this site writes money. Loaded in every template."""

from fractions import Fraction

from django import template

from budgets.rounds import money as amounts

register = template.Library()


@register.filter
def money(cents: int | Fraction | None, currency: str = "EUR") -> str:
    return "" if cents is None or cents == "" else amounts.money(cents, currency)
