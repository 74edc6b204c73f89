"""The page where the board writes the draft of a vote."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.ballots import kinds
from governance.ballots.kinds.forms import Drafting
from governance.ballots.models import Poll


@dataclass(frozen=True)
class DraftPage:
    """`poll`: None for a new one. `others`: the other kinds for which a draft can be written.
    `about`: what a new one is about, and `back_to` its page, where it is begun from there."""

    poll: Poll | None
    drafting: Drafting
    others: list[Drafting]
    about: str = ""
    back_to: str = ""

    @classmethod
    def for_draft(cls, drafting: Drafting, poll: Poll | None) -> DraftPage:
        others = [
            other
            for other in kinds.drafted().values()
            if other is not drafting and other.slug is not None
        ]
        return cls(poll, drafting, [] if poll else others)

    @property
    def heading(self) -> str:
        return _("Change this vote") if self.poll else str(self.drafting.prepare)

    @property
    def back(self) -> str:
        if self.poll:
            return self.poll.get_absolute_url()
        return self.back_to or reverse("ballots:list")
