"""The box: who may vote, who voted, and what was cast, with no link between the last two."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.ballots.models.polls import Poll
from governance.ballots.models.purposes import CANDIDATES, VOTES
from governance.ballots.models.states import COUNTED, Mode
from governance.members.models import Member
from governance.members.privacy.declarations import Part, Row, Rows, Rule, Trace, Withheld, personal
from governance.members.privacy.periods import Days
from governance.members.privacy.subject import DataSubject


class RollQuerySet(models.QuerySet["RollEntry"]):
    def of(self, member: Member) -> RollQuerySet:
        """The entries this member may vote for: their own first, then as a proxy."""
        mine = Q(member=member)
        return self.filter(mine | Q(proxy__member=member)).order_by(
            models.Case(models.When(mine, then=0), default=1), "number"
        )

    def to_cast_by(self, member: Member) -> RollQuerySet:
        """What this member still has to vote on, also as a proxy, the most urgent first."""
        # No member votes while suspended, and no proxy votes for them (BW 2:38).
        today = timezone.localdate()
        if not member.in_standing(today):
            return self.none()
        waiting = self.of(member).filter(participation=None, poll__in=Poll.objects.running())
        waiting = waiting.filter(member__in=Member.objects.in_standing(today))
        return waiting.order_by("poll__closes_at", "poll_id", "number")

    def proxies_given_by(self, member: Member) -> RollQuerySet:
        """In running votes: the entry of this member, if a proxy may cast for them."""
        given = self.filter(member=member, proxy__isnull=False, poll__in=Poll.objects.running())
        return given.select_related("poll", "proxy").order_by("poll__closes_at", "poll_id")

    def proxies_held_by(self, member: Member) -> RollQuerySet:
        held = self.filter(proxy__member=member, poll__in=Poll.objects.running())
        return held.select_related("poll").order_by("poll__closes_at", "poll_id", "number")


class RollEntry(models.Model):
    """One member in one poll with their votes, as at opening; a proxy may cast them."""

    poll = models.ForeignKey(Poll, related_name="roll", on_delete=models.PROTECT)
    member = models.ForeignKey(Member, related_name="roll_entries", on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    votes = models.PositiveSmallIntegerField(default=1)
    proxy = models.ForeignKey(
        "self", null=True, blank=True, related_name="principals", on_delete=models.PROTECT
    )

    objects: ClassVar = RollQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "member"], name="once_on_the_roll"),
            models.CheckConstraint(
                name="roll_proxy_is_another", condition=Q(proxy=None) | ~Q(proxy=models.F("id"))
            ),
            models.CheckConstraint(name="roll_entry_has_a_vote", condition=Q(votes__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def voted(self) -> bool:
        return hasattr(self, "participation")


class Participation(models.Model):
    """The fact that a roll entry voted. No time, no address: those would lead to the ballot."""

    entry = models.OneToOneField(RollEntry, primary_key=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return str(self.entry_id)


class Ballot(models.Model):
    """One vote that was cast; a member with three votes casts three.

    Its code follows from the voter's receipt code, which is stored nowhere. No time, no sequence,
    no weight. The body is canonical JSON, padded so that its length shows nothing. In a sealed poll
    it is a box that only the committee opens, and the code is its locator (see `receipts`).
    """

    code = models.CharField(primary_key=True, max_length=32)
    poll = models.ForeignKey(Poll, related_name="ballots", on_delete=models.PROTECT)
    body = models.TextField()
    commitment = models.CharField(max_length=64)

    def __str__(self) -> str:
        return "ballot"


class Link(models.Model):
    """Whose ballot it is. Only polls by name keep it; closing destroys that of a confidential poll,
    and the database refuses it in a secret one."""

    ballot = models.OneToOneField(Ballot, primary_key=True, on_delete=models.PROTECT)
    entry = models.ForeignKey(RollEntry, related_name="links", on_delete=models.PROTECT)
    unit = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "unit"], name="one_ballot_per_vote"),
        ]

    def __str__(self) -> str:
        return "link"


class BulletinBoardQuerySet(models.QuerySet["BulletinBoard"]):
    def latest_of(self, poll: Poll) -> BulletinBoard | None:
        return self.filter(poll=poll).order_by("-final").first()


class BulletinBoard(models.Model):
    """The published list of commitments: one line per ballot, sorted, "locator commitment". The
    final one is made at closing; the other is the last checkpoint made during the vote."""

    poll = models.ForeignKey(Poll, related_name="boards", on_delete=models.PROTECT)
    final = models.BooleanField()
    ballots = models.PositiveIntegerField()
    lines = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects: ClassVar = BulletinBoardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "final"], name="one_board_of_each"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.ballots}"


def rolls(subject: DataSubject) -> Iterator[Row]:
    choices = choices_by_name(subject)
    entries = RollEntry.objects.filter(member=subject.member)
    for entry in entries.select_related("poll", "proxy", "participation").order_by("pk"):
        took_part = "deleted" if entry.poll.purged_at else "yes" if entry.voted else "no"
        yield {
            "poll": entry.poll.slug,
            "question": entry.poll.question,
            "name": entry.name,
            "votes": entry.votes,
            "proxy": entry.proxy.name if entry.proxy else "",
            "took_part": took_part,
            "choice_in_vote_by_name": choices.get(entry.pk, ""),
        }


def choices_by_name(subject: DataSubject) -> dict[int, str]:
    """Roll entry -> choice, of counted votes by name only."""
    # The same conditions as on the page of a vote, which shows members who voted what.
    links = Link.objects.filter(
        entry__member=subject.member,
        entry__poll__mode=Mode.OPEN,
        entry__poll__state__in=COUNTED,
        unit=0,
    )
    choices = {}
    for link in links.select_related("ballot", "entry__poll"):
        poll, choice = link.entry.poll, json.loads(link.ballot.body)
        choices[link.entry_id] = poll.paper.in_words(poll, choice) or gettext("Blank")
    return choices


def on_rolls(subject: DataSubject, *, proves: bool) -> Rows:
    return RollEntry.objects.filter(member=subject.member, poll__purged_at__isnull=proves)


def naming_erased(entries: Rows, _now: datetime.datetime) -> Rows:
    """Lines that name erased members, in votes whose ballots are gone: they prove nothing any
    more."""
    erased = entries.filter(poll__purged_at__isnull=False, member__erased_on__isnull=False)
    return erased.exclude(name=F("member__name")).select_related("member")


def forget_names(entries: Sequence[RollEntry]) -> int:
    for entry in entries:
        # The name that the register has now.
        entry.name = entry.member.name
    return RollEntry.objects.bulk_update(entries, ["name"])


personal(
    RollEntry,
    purpose=VOTES,
    person="member",
    identifies=True,
    export=Part(
        "rolls",
        _(
            "Votes for which you stand on the roll, and whether you took part. What you voted "
            "is not here, except in counted votes by name, where every member can read it."
        ),
    ).rows(rolls),
    on_erasure=(
        Trace("old_rolls", _("Their name on the rolls of votes whose ballots are gone")).blank(
            named="name", rows=lambda subject: on_rolls(subject, proves=False)
        ),
        Trace(
            "rolls",
            _("Their name on the rolls of votes of the last 13 months"),
            _(
                "The roll proves who could vote, as long as a decision can be annulled "
                "(BW 2:13 and 2:15). After that the name goes too."
            ),
        ).keep("name", rows=lambda subject: on_rolls(subject, proves=True)),
    ),
    keep=Rule(
        "roll_names",
        _("Names of erased former members on the rolls of votes whose ballots are gone"),
        _("Then the roll proves nothing any more (GDPR art. 5 lid 1 e)."),
        Days(words=_("as long as the ballots")),
    ).when(naming_erased, act=forget_names),
)
IN_ROLLS = Withheld("Whether somebody took part, and a vote by name, is in the part on rolls.")
personal(Participation, purpose=VOTES, export=IN_ROLLS)
personal(Link, purpose=VOTES, export=IN_ROLLS)
personal(Ballot, purpose=VOTES, on_erasure=CANDIDATES.named_in("body"))
