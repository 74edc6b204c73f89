"""What the outcome of a stand-alone vote is: a consultation of the members, or a decision.

Outside a meeting only a unanimous decision of all members equals one of the meeting (BW 2:40
lid 2), unless the statutes say otherwise. So a vote is a consultation ("ledenraadpleging"), unless
its rules say that it decides, with the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.ballots.models.polls import Poll

ARTICLE = "BW 2:40 lid 2"
DEFAULT: dict[str, Any] = {"decides": False, "article": ARTICLE}


@dataclass(frozen=True)
class Force:
    decides: bool
    article: str

    @classmethod
    def of_poll(cls, poll: Poll) -> Force:
        """As frozen, or as the rules of a draft say; a consultation where nothing is said."""
        chosen = (poll.frozen or poll.rules).get("standing") or {}
        return cls(**(DEFAULT | chosen))
