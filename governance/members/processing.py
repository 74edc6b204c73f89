"""The record of processing: which personal data the site holds, and why (GDPR article 30). Each app
declares its entries in its own `privacy.py`; the page for the board is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Processing:
    """One purpose with what belongs to it (GDPR article 30 lid 1).

    `rules`: the keys of the retention rules that end it. `kept`: what to say beside them, or
    instead. `tables`: the models that hold it, as "app.Model"; a test fails for one that refers to
    a person and stands nowhere.
    """

    key: str
    purpose: Words
    people: Words
    data: Words
    ground: Words
    recipients: Words
    security: Words
    rules: tuple[str, ...] = ()
    kept: Words = ""
    tables: tuple[str, ...] = ()


PROCESSINGS: dict[str, Processing] = {}


def register(*processings: Processing) -> None:
    for processing in processings:
        PROCESSINGS[processing.key] = processing
