"""Loads the demo: an invented co-operative, as it is today."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from content.models import HomePage
from governance.members.models import Member
from wijkstem.demo import (
    load_files,
    load_ideas,
    load_imports,
    load_joining,
    load_mail,
    load_members,
    load_pages,
    load_privacy,
    load_rounds,
    load_straw,
    load_votes,
)
from wijkstem.demo.people import Person, chances, everyone
from wijkstem.demo.words import Words

DATA = Path(__file__).parent / "data"
# The data of every kind of vote, and how it is held.
HOLD = {
    ("rounds", "round"): load_rounds.hold_round,
    ("votes", "vote"): load_votes.hold_vote,
    ("elections", "election"): load_votes.hold_election,
}


class Interrupted(Exception):
    """An earlier load did not finish."""


def load() -> Iterator[str]:
    """Everything, in the order in which it happened; nothing where there are members already."""
    if Member.objects.exists():
        require_whole()
        return
    with without_waiting_for_the_disk():
        yield from people_and_votes()
        yield from papers_and_pages()


def require_whole() -> None:
    # The home page is written last.
    if not all(page.body for page in HomePage.objects.all()):
        raise Interrupted("The demo was loaded in part: `make reset` throws it away.")


@contextmanager
def without_waiting_for_the_disk() -> Iterator[None]:
    # A demo that a power cut spoils is loaded again, so its thousands of commits need not wait.
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        connection.close()  # the next one waits again


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def people_and_votes() -> Iterator[str]:
    # The register grows while the votes are held; logins come after them (see `load_votes`).
    words, people = Words(timezone.localdate()), everyone()
    yield f"{hold_votes(people, words)} votes held."
    planned = read("rounds")["planned"]
    for data in planned:
        load_rounds.plan_round(data, words)
    yield f"{len(planned)} budget rounds planned."
    load_ideas.load_ideas(chances("ideas"))
    logins = load_members.give_logins(people)
    yield f"{len(people)} people, {logins} of them with a login."
    yield f"{load_members.fill_register(people)} members with an address and a history."
    yield f"{load_joining.apply()} people applied."
    yield f"{load_imports.bring_in_lists()} lists of members uploaded."
    yield f"{load_mail.choose_mail()} people chose how they get their mail."
    yield f"{load_privacy.load_privacy()} terms of office."
    questions = read("straw")["straw_poll"]
    for question in questions:
        load_straw.ask(question)
    yield f"{len(questions)} straw polls asked."
    yield f"{load_mail.fill_mailbox()} mails in the mailbox."


def hold_votes(people: list[Person], words: Words) -> int:
    polls = [(hold, data) for (file, kind), hold in HOLD.items() for data in read(file)[kind]]
    for hold, data in sorted(polls, key=lambda poll: int(poll[1]["closes"])):
        load_members.enrol(people, words.today, max(0, -data["opens"]))
        hold(data, words)
    return len(polls)


def papers_and_pages() -> Iterator[str]:
    today = timezone.localdate()
    members = Member.objects.in_standing(today).count()
    pictures = load_files.load_pictures()
    writers = [
        load_pages.Writer(Words(today, language, members), pictures) for language in ("nl", "en")
    ]
    data = read("pages")
    load_files.load_papers(data["paper"], writers[0].words)
    yield f"{len(data['paper'])} documents made."
    pages = load_pages.load_pages(data["page"], read("news")["article"], data["home"], writers)
    yield f"{pages} pages written."
