"""Refusals: why an action says no, with the status of the answer and a sentence for people."""

from __future__ import annotations

from enum import Enum
from typing import Self

from django.utils.functional import Promise


class Refusal(Enum):
    """Each app keeps a closed list of its own: `NAME = (status, _("Sentence."))`."""

    status: int
    sentence: str | Promise

    def __new__(cls, status: int, sentence: str | Promise) -> Self:
        member = object.__new__(cls)
        # Not the sentence: comparing values would translate it at import, before Django can.
        member._value_ = len(cls.__members__)
        member.status, member.sentence = status, sentence
        return member


class Refused(Exception):
    """Raised by actions; the transaction it leaves is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
