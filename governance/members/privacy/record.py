"""The record of processing: which personal data the site holds, and why (GDPR article 30)."""

from __future__ import annotations

from dataclasses import dataclass

from governance.members.models.settings import RegisterSettings
from governance.members.privacy.declarations import Purpose, declarations
from governance.members.privacy.retention import kept


@dataclass(frozen=True)
class Entry:
    """One purpose, with how long each kind of thing is kept."""

    purpose: Purpose
    terms: list[tuple[str, str]]


def purposes() -> dict[str, Purpose]:
    return {one.purpose.key: one.purpose for one in declarations()}


def entries(settings: RegisterSettings) -> list[Entry]:
    return [Entry(purpose, terms(purpose, settings)) for purpose in purposes().values()]


def terms(purpose: Purpose, settings: RegisterSettings) -> list[tuple[str, str]]:
    rules = {keep.rule.key: keep.rule for one, keep in kept() if one.purpose == purpose}
    return [(str(rule.what), rule.period.in_words(settings)) for rule in rules.values()]
