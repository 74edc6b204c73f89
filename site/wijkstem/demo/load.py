"""Filling the demo: an invented co-operative, as it is today."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from governance.members import actions as register
from governance.members.models import Member
from wijkstem.demo import (
    load_committee,
    load_elections,
    load_files,
    load_imports,
    load_joining,
    load_mail,
    load_members,
    load_mine,
    load_pages,
    load_privacy,
    load_register,
    load_rounds,
    load_straw,
)
from wijkstem.demo.ideas import load_ideas
from wijkstem.demo.people import chances, everyone
from wijkstem.demo.words import Words

DATA = Path(__file__).parent / "data"
HOLD = {
    ("rounds", "round"): load_rounds.hold_round,
    ("votes", "vote"): load_committee.hold_vote,
    ("elections", "election"): load_elections.hold_election,
}
"""The data of every kind of vote, and how it is held."""


def load() -> Iterator[str]:
    """Everything, in the order in which it happened. What is there already stays as it is."""
    yield from people_and_votes()
    yield from papers_and_pages()


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def people_and_votes() -> Iterator[str]:
    """The register grows while the votes are held; logins come after them (see `load_votes`)."""
    today = timezone.localdate()
    words = Words(today)
    people = everyone()
    polls = [(hold, data) for (file, kind), hold in HOLD.items() for data in read(file)[kind]]
    held = 0
    for hold, data in sorted(polls, key=lambda poll: int(poll[1]["closes"])):
        load_members.enrol(people, today, max(0, -data["opens"]))
        held += hold(data, words)
    if held:
        yield f"{held} votes held."
    planned = sum(load_rounds.plan_round(data, words) for data in read("rounds")["planned"])
    if planned:
        yield f"{planned} budget rounds planned."
    load_ideas(chances("ideas"))
    logins = load_members.give_logins(people)
    if logins:
        register.keep_groups()
        yield f"{len(people)} people, {logins} of them with a login."
    filled = load_register.fill_register(people)
    if filled:
        yield f"{filled} members with an address and a history."
    applied = load_joining.apply()
    if applied:
        yield f"{applied} people applied."
    lists = load_imports.bring_in_lists()
    if lists:
        yield f"{lists} lists of members uploaded."
    chose = load_mine.choose_mail()
    if chose:
        yield f"{chose} people chose how they get their mail."
    terms = load_privacy.load_privacy()
    if terms:
        yield f"{terms} terms of office."
    asked = sum(load_straw.ask(data) for data in read("straw")["straw_poll"])
    if asked:
        yield f"{asked} straw polls asked."
    mails = load_mail.fill_mailbox()
    if mails:
        yield f"{mails} mails in the mailbox."


def papers_and_pages() -> Iterator[str]:
    today = timezone.localdate()
    members = Member.objects.in_standing(today).count()
    pictures = load_files.load_pictures()
    writers = [
        load_pages.Writer(Words(today, language, members), pictures) for language in ("nl", "en")
    ]
    data = read("pages")
    papers = load_files.load_papers(data["paper"], writers[0].words)
    if papers:
        yield f"{papers} documents made."
    pages = load_pages.load_pages(data["page"], read("news")["article"], data["home"], writers)
    if pages:
        yield f"{pages} pages written."
