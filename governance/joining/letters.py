"""The letters as a file to print."""

import io
import json
from pathlib import Path
from typing import Any

import qrcode
import typst
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from governance.joining import codes, links
from governance.joining.actions.invitations import WORKS
from governance.members.models import Member
from governance.members.models.users import LANGUAGES

PAPER = Path(__file__).parent / "papers" / "letters.typ"
CODE_HERE = "[code]"
# Characters of a line of the address: two lines in the window.
MOST_IN_WINDOW = 64


def print_out(letters: list[tuple[Member, str]], sender: list[str]) -> bytes:
    """One PDF with a page for each letter. `sender`: name and lines of the address."""
    data = {
        "title": _("Letters with a code"),
        "sender": [printable(line) for line in sender] or [""],
        "pages": {language: page_in(language) for language, _name in LANGUAGES},
        "squares": {language: square(page_in(language)) for language, _name in LANGUAGES},
        "letters": [letter_data(member, code) for member, code in letters],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return bytes(typst.compile(str(PAPER), sys_inputs=inputs, pdf_standards=["ua-1"]))
    except typst.TypstError:  # a name with letters that the fonts lack cannot be read aloud
        return bytes(typst.compile(str(PAPER), sys_inputs=inputs))


def page_in(language: str) -> str:
    return links.whole("joining:letter", language=language)


def letter_data(member: Member, code: str) -> dict[str, Any]:
    now = timezone.localtime()
    with translation.override(member.language):
        words = {
            "name": printable(member.name),
            "page": page_in(member.language).partition("://")[2],
            "until": date_format(now + WORKS, "j F Y"),
        }
        subject, _rest, text = render_to_string("joining/letter.txt", words).partition("\n")
        date = date_format(now, "j F Y")
    before, _here, after = text.partition(CODE_HERE)
    return {
        "language": member.language,
        "address": address_lines(member),
        "date": date,
        "subject": subject.strip(),
        "before": paragraphs(before),
        "groups": codes.groups(code),
        "after": paragraphs(after),
    }


def address_lines(member: Member) -> list[str]:
    town = f"{member.postal_code} {member.town.upper()}"
    lines = (printable(line) for line in (member.name, member.street, town))
    # The window is five lines high: the town must always be in it.
    return [Truncator(line).chars(MOST_IN_WINDOW) for line in lines if line]


def printable(text: str) -> str:
    # Typst fails on characters that cannot be printed.
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def square(address: str) -> str:
    """The QR code of an address, as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    return drawn.getvalue().decode()
