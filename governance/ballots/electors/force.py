"""The force of a vote's outcome: a consultation of the members, or a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

ARTICLE = "BW 2:40 lid 2"


@dataclass(frozen=True, slots=True)
class Force:
    decides: bool
    article: str
    words: str

    def frozen(self) -> dict[str, Any]:
        return {"decides": self.decides, "article": self.article}


def outside_a_meeting(chosen: Mapping[str, Any]) -> Force:
    # A consultation ("ledenraadpleging") unless the rules say that it decides, with the article:
    # only a unanimous decision of all members equals one of the meeting (BW 2:40 lid 2).
    decides = bool(chosen.get("decides", False))
    words = _("A decision.") if decides else consultation()
    return Force(decides, chosen.get("article", ARTICLE), words)


def consultation() -> str:
    return _(
        "A consultation of the members (ledenraadpleging): it advises, and is no decision of the "
        "meeting."
    )
