"""Why a straw poll says no: each with its status and its sentence."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Enum):
    CLOSED = 409, _("This straw poll is closed. Nothing was changed.")
    NO_SUCH_CHOICE = 422, _("Choose one of these.")
    HAS_VOTES = 409, _("Somebody voted for a choice that would go. Nothing was changed.")

    def __init__(self, status: int, sentence: Promise) -> None:
        self.status = status
        self.sentence = sentence


class Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal
