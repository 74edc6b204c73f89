"""`manage.py make_fonts`: the letters of the site, cut from a font in a package."""
# Source Sans Pro (SIL Open Font License) in two weights, with the letters that European languages
# need, as WOFF2 of some 15 kB each.

from pathlib import Path
from typing import Any

import font_source_sans_pro
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {400: "SourceSansPro-Regular.otf", 700: "SourceSansPro-Bold.otf"}
LETTERS = "U+0020-007E,U+00A0-017F,U+0218-021B,U+2010-2015,U+2018-201E,U+2022,U+2026,U+20AC,U+2212"


class Command(BaseCommand):
    help = "Makes the web fonts in site/static/fonts; does nothing when they are there."

    def handle(self, **_: Any) -> None:
        source = Path(font_source_sans_pro.__file__).parent / "files"
        folder = settings.ROOT / "site" / "static" / "fonts"
        folder.mkdir(exist_ok=True)
        for weight, name in WEIGHTS.items():
            target = folder / f"source-sans-{weight}.woff2"
            if not target.exists():
                make(source / name, target)


def make(source: Path, target: Path) -> None:
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=["kern", "liga", "locl", "ccmp", "mark"]
    )
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(font)
    half_made = target.with_suffix(".part")
    subset.save_font(font, half_made, options)
    half_made.replace(target)
