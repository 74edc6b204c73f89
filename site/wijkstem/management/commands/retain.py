"""`manage.py retain`: deletes what is old enough, as the worker does once a day."""
# `--dry-run` only says what would be deleted; `--on DATE` takes what was old enough at the end of
# that day. A day in the future allows only a dry run. Exit code 0; 1 when a rule failed; 2 and one
# sentence for a day that cannot be used.

import datetime
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.dateparse import parse_date

from governance.members.access.actor import Actor
from governance.members.actions import retention
from governance.members.models import RegisterSettings
from governance.members.privacy.retention import due_counts, rules

FAILED, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Throws away what is old enough, rule by rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")
        parser.add_argument("--on", default="", metavar="DATE", help="such as 2027-01-31")

    def handle(self, *, dry_run: bool, on: str, **_options: Any) -> None:
        moment = self.moment(on) if on else timezone.now()
        with translation.override("en"):
            if dry_run:
                counts = due_counts(moment, RegisterSettings.load())
                self.tell(counts, "would go")
                return
            if moment > timezone.now():
                self.refuse(f"{on} has not come yet; add --dry-run.")
            run = retention.retain(by=Actor.command("retain"), moment=moment)
            self.tell(run.counts, "went")
        for key in run.failed:
            self.stderr.write(f"{key}: failed; the log says why.")
        if run.failed:
            sys.exit(FAILED)

    def moment(self, on: str) -> datetime.datetime:
        """The end of that day; for today: now."""
        try:
            day = parse_date(on)
        except ValueError:
            day = None
        if day is None or not 1970 <= day.year <= 2999:
            self.refuse(f"{on} is not a day, such as 2027-01-31.")
        if day == timezone.localdate():
            return timezone.now()
        end = datetime.datetime.combine(day, datetime.time(23, 59, 59))
        return timezone.make_aware(end)

    def tell(self, counts: dict[str, int], verb: str) -> None:
        settings = RegisterSettings.load()
        for key, rule in rules().items():
            kept = rule.period.in_words(settings)
            self.stdout.write(f"{key}: {counts.get(key, 0)} {verb} (kept {kept})")

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)
