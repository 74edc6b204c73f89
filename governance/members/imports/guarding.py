"""Cells that a spreadsheet would take for a formula (CSV injection, OWASP). In what we write they
begin with an apostrophe; in what we read it comes off again."""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guard(text: str) -> str:
    """A cell as it may stand in a file that people open in a spreadsheet."""
    return f"'{text}" if DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """The reverse of `guard`. Names such as 't Hart stay what they are."""
    return text[1:] if GUARDED.match(text) else text
