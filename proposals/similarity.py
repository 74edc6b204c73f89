"""How alike two titles are."""

import re

# This number of letters of a word is compared: then "speeltuin" finds "speelplek".
LETTERS = 5
# Endings of Dutch diminutives and plurals: "bankje" and "banken" are both about a "bank".
ENDINGS = re.compile(r"(?<=\w{4})(?:[tp]?jes?|en|s)$")
AT_MOST = 8
# Words that say nothing about what an idea is about.
COMMON = frozenset(
    [
        *("about", "after", "beter", "betere", "buurt", "buurten", "door", "eens", "from", "geen"),
        *("graag", "have", "into", "meer", "meters", "more", "naar", "neighbourhood", "neighbours"),
        *("nieuw", "nieuwe", "omdat", "onder", "onze", "over", "plaats", "plek", "samen", "that"),
        *("their", "there", "these", "this", "veel", "voor", "want", "wijk", "with", "wordt"),
        *("zijn", "zonder"),
    ]
)


def stems(title: str) -> list[str]:
    """The first letters of the words that matter in a title."""
    # Of words with at least four letters that are not common, each once, in their order.
    words = re.findall(r"[^\W\d_]{4,}", title.casefold())
    found = [ENDINGS.sub("", word)[:LETTERS] for word in words if word not in COMMON]
    return list(dict.fromkeys(found))[:AT_MOST]


def overlap(wanted: list[str], title: str) -> int:
    other = title.casefold()
    return sum(stem in other for stem in wanted)
