"""Which titles seem to be about the same thing."""

import re

LETTERS = 5
"""So many letters of a word are compared: then "speeltuin" finds "speelplek"."""
ENDINGS = re.compile(r"(?<=\w{4})(?:[tp]?jes?|en|s)$")
"""What makes a Dutch word small or many: "bankje" and "banken" are both about a "bank"."""
AT_MOST = 8
COMMON = frozenset(
    [
        *("about", "after", "beter", "betere", "buurt", "buurten", "door", "eens", "from", "geen"),
        *("graag", "have", "into", "meer", "meters", "more", "naar", "neighbourhood", "neighbours"),
        *("nieuw", "nieuwe", "omdat", "onder", "onze", "over", "plaats", "plek", "samen", "that"),
        *("their", "there", "these", "this", "veel", "voor", "want", "wijk", "with", "wordt"),
        *("zijn", "zonder"),
    ]
)
"""Words that say nothing about what an idea is about."""


def stems(title: str) -> list[str]:
    """The beginnings of the words that matter in a title: at least four letters, no common words,
    each once, in their order."""
    words = re.findall(r"[^\W\d_]{4,}", title.casefold())
    found = [ENDINGS.sub("", word)[:LETTERS] for word in words if word not in COMMON]
    return list(dict.fromkeys(found))[:AT_MOST]


def overlap(wanted: list[str], title: str) -> int:
    """How many of these beginnings stand somewhere in the other title."""
    other = title.casefold()
    return sum(stem in other for stem in wanted)
