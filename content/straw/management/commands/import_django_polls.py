"""`manage.py import_django_polls FILE.sqlite3`: the polls of an old site as straw polls."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from content.straw import actions
from content.straw.django_polls import NotDjangoPolls, OldPoll, read, sort_votes
from content.straw.models import Question
from governance.ballots.box import canonical
from governance.members.models import User

REFUSED = 2
LONGEST = Question._meta.get_field("text").max_length or 0


class Command(BaseCommand):
    help = (
        "Reads the polls of django-polls 0.2 from a SQLite file into closed straw polls. Its users "
        "are found here by e-mail address; votes of others are counted and left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.sqlite3")
        parser.add_argument("--dry-run", action="store_true", help="tell it, and store nothing")

    def handle(self, *, file: Path, dry_run: bool, **_: Any) -> None:
        try:
            polls, lost = read(file)
        except NotDjangoPolls as error:
            self.stderr.write(str(error))
            sys.exit(REFUSED)
        voters = {user.email.lower(): user for user in User.objects.all() if user.email}
        with transaction.atomic():
            done: Counter[str] = Counter()
            for poll in polls:
                done += self.bring_in(poll, voters)
            transaction.set_rollback(dry_run)
        self.stdout.write(
            f"{len(polls)} polls, {done['new']} of them new. {done['votes']} votes new, "
            f"{done['there']} there already, {done['unknown']} left out since their user has no "
            f"login here, {done['refused'] + lost} refused."
        )
        if lost:
            self.stdout.write(f"Of these, {lost} belong to a poll that is gone.")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was stored.")

    def bring_in(self, old: OldPoll, voters: Mapping[str, User]) -> Counter[str]:
        votes = sort_votes(old, voters)
        question, new, added = actions.import_poll(
            **texts(old), labels=[words for _id, words in old.choices], votes=votes.accepted
        )
        there = len(votes.accepted) - added
        self.stdout.write(
            f"{question.get_absolute_url()}  {'new' if new else 'there already'}, "
            f"{len(old.choices)} choices, {added} votes new, {there} there already"
        )
        if votes.unknown:
            self.stdout.write(f"  {votes.unknown} votes left out: their user has no login here")
        for number, why in votes.refused:
            self.stdout.write(f"  vote {number} refused: {why}")
        counts = {"new": int(new), "votes": added, "there": there}
        return Counter(**counts, unknown=votes.unknown, refused=len(votes.refused))


def texts(old: OldPoll) -> dict[str, str]:
    # A question that is too long is cut off, and stands in full in the explanation.
    text, explanation = old.question, old.description
    if len(text) > LONGEST:
        text, explanation = f"{text[: LONGEST - 1]}…", f"{text}\n\n{explanation}".strip()
    mark = canonical.digest(old.question, *(words for _id, words in old.choices))[:16]
    source = f"django-polls {old.id} {mark}"
    return {"text": text, "explanation": explanation, "source": source}
