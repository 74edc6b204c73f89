"""Words that the pages of several kinds of poll share."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def listed(names: Iterable[str]) -> str:
    """Names as "Anna, Bram and Carla"."""
    return str(get_text_list(list(names), _("and")))


def percent(part: int, whole: int) -> str:
    """A part as "68%" or "66.7%", rounded down so that it never seems more than it is."""
    if not whole:
        return "0%"
    tenths = 1000 * part // whole
    return f"{number_format(tenths / 10, 0 if tenths % 10 == 0 else 1)}%"
