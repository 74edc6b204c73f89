"""What the ballot box holds about one person: on which rolls they stand, whether they took part
and their proxies. Never what was voted, but for a vote by name that was counted: every
member can read that anyway."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from governance.ballots.models import Link, PaperBatch, ProxyGrant, RollEntry
from governance.ballots.models.states import COUNTED, Mode
from governance.ballots.pages.outcome import in_words
from governance.members import own_data
from governance.members.own_data import Part, Person, Row


def rolls(who: Person) -> Iterator[Row]:
    if who.member is None:
        return
    said = choices_by_name(who)
    entries = RollEntry.objects.filter(member=who.member)
    for entry in entries.select_related("poll", "proxy", "participation").order_by("pk"):
        took_part = "deleted" if entry.poll.purged_at else "yes" if entry.voted else "no"
        yield {
            "poll": entry.poll.slug,
            "question": entry.poll.question,
            "name": entry.name,
            "votes": entry.votes,
            "proxy": entry.proxy.name if entry.proxy else "",
            "took_part": took_part,
            "choice_in_vote_by_name": said.get(entry.pk, ""),
        }


def choices_by_name(who: Person) -> dict[int, str]:
    """Roll entry -> choice, of counted votes by name only. It is these very conditions under
    which the page of a vote shows its members who voted what."""
    links = Link.objects.filter(
        entry__member=who.member,
        entry__poll__mode=Mode.OPEN,
        entry__poll__state__in=COUNTED,
        unit=0,
    )
    found = links.select_related("ballot", "entry__poll")
    return {
        link.entry_id: in_words(link.entry.poll, json.loads(link.ballot.body)) for link in found
    }


def proxies(who: Person) -> Iterator[Row]:
    if who.member is None:
        return
    grants = ProxyGrant.objects.select_related("poll", "principal", "holder").order_by("pk")
    for grant in grants.filter(principal=who.member):
        yield {"poll": grant.poll.slug, "kind": "given", "other": grant.holder.name}
    for grant in grants.filter(holder=who.member):
        yield {"poll": grant.poll.slug, "kind": "received", "other": grant.principal.name}


def papers(who: Person) -> Iterator[Row]:
    batches = PaperBatch.objects.select_related("poll")
    for batch in batches.filter(entered_by=who.user):
        yield {"poll": batch.poll.slug, "act": "entered", "at": batch.entered_at}
    for batch in batches.filter(confirmed_by=who.user):
        yield {"poll": batch.poll.slug, "act": "confirmed", "at": batch.confirmed_at}


def declare() -> None:
    own_data.register(
        Part(
            name="rolls",
            about=_(
                "Votes for which you stand on the roll, and whether you took part. What you voted "
                "is not here, except in counted votes by name, where every member can read it."
            ),
            rows=rolls,
            models=("ballots.RollEntry",),
        )
    )
    own_data.register(
        Part(
            name="proxies",
            about=_("Proxies that you gave or received."),
            rows=proxies,
            models=("ballots.ProxyGrant",),
        )
    )
    own_data.register(
        Part(
            name="paper_batches",
            about=_("Votes on paper that you entered or confirmed as the counting committee."),
            rows=papers,
            models=("ballots.PaperBatch",),
        )
    )
    own_data.leave_out(
        "Who of the counting committee made, rehearsed or retired a key. It is about the key.",
        "ballots.CommitteeKey",
    )
