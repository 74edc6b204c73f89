"""The letters as a file to print. The codes stand in it and nowhere else."""

import io
import json
from pathlib import Path
from typing import Any

import qrcode
import typst
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from governance.joining import codes, links
from governance.joining.actions.invitations import WORKS
from governance.members.models import Member

PAPER = Path(__file__).parent / "papers" / "letters.typ"
CODE_HERE = "[code]"


def print_out(letters: list[tuple[Member, str]], sender: list[str]) -> bytes:
    """One PDF with a page for each letter, by number. `sender`: name and lines of the address."""
    page = links.whole("joining:letter", language=settings.LANGUAGE_CODE)
    data = {
        "title": _("Letters with a code"),
        "sender": sender,
        "page": page,
        "qr": square(page),
        "letters": [written(member, code) for member, code in letters],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(str(PAPER), sys_inputs=inputs, pdf_standards=["ua-1"]))


def written(member: Member, code: str) -> dict[str, Any]:
    """One letter in the language of its member."""
    now = timezone.localtime()
    with translation.override(member.language):
        page = links.whole("joining:letter", language=member.language)
        words = {
            "name": member.name,
            "page": page.partition("://")[2],
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
    town = " ".join(part for part in (member.postal_code, "", member.town.upper()) if part)
    return [line for line in (member.name, member.street, town) if line]


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def square(address: str) -> str:
    """The QR code of an address, as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=0).save(drawn)
    return drawn.getvalue().decode()
