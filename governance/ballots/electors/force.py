"""The force of a vote's outcome: a consultation of the members, or a decision."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.ballots.kinds.configuration import Standing


@dataclass(frozen=True, slots=True)
class Force:
    decides: bool
    article: str
    words: str

    @property
    def standing(self) -> Standing:
        return Standing(decides=self.decides, article=self.article)


def outside_a_meeting(chosen: Standing) -> Force:
    # A consultation ("ledenraadpleging") unless the rules say that it decides, with the article:
    # only a unanimous decision of all members equals one of the meeting (BW 2:40 lid 2).
    words = _("A decision.") if chosen.decides else consultation()
    return Force(chosen.decides, chosen.article, words)


def consultation() -> str:
    return _(
        "A consultation of the members (ledenraadpleging): it advises, and is no decision of the "
        "meeting."
    )
