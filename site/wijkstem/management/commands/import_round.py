"""`manage.py import_round FILE.pb`: a published budget election as a closed round."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from budgets.rounds.actions.imports import CannotImport, import_round
from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.pages.result import read_result
from governance.ballots.actions.tally import request_tally, tally
from governance.ballots.models import Ballot, Poll
from governance.members.access.actor import Actor
from governance.rules.source import FileError

REFUSED = 2


class Command(BaseCommand):
    help = "Reads a Pabulib file (approval ballots) into a closed round and has it counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.pb")
        parser.add_argument("--slug", default="", help="name in the address; default: the file's")
        parser.add_argument(
            "--step", type=float, default=1, help="money by which add1 raises a share (default 1)"
        )
        parser.add_argument(
            "--count", action="store_true", help="count here and now, without the worker"
        )

    def handle(self, *, file: Path, slug: str, step: float, count: bool, **_: Any) -> None:
        started = time.monotonic()
        try:
            poll = import_round(
                path=file, by=Actor.command("import_round"), slug=slug, step=round(step * 100)
            )
        except (FileError, CannotImport) as error:
            self.stderr.write(str(error))
            sys.exit(REFUSED)
        ballots = Ballot.objects.filter(poll=poll).count()
        self.stdout.write(
            f"{poll.question}: {poll.choices.count()} projects and {ballots} ballots imported "
            f"in {time.monotonic() - started:.1f} s, at {poll.get_absolute_url()}"
        )
        if count:
            self.count(poll)
        else:
            request_tally(poll=poll)
            self.stdout.write("The worker counts it now.")

    def count(self, poll: Poll) -> None:
        done = tally(poll=poll)
        result = read_result(BudgetConfiguration.of(poll.configuration), done.result)
        for row in result.funded:
            self.stdout.write(
                f"{row.outcome.place:>4}  {row.outcome.cost / 100:>12,.2f}  {row.title}"
            )
        self.stdout.write(
            f"{len(result.funded)} projects funded, cost {result.shares.spent / 100:,.2f} of "
            f"{result.shares.budget / 100:,.2f}, counted in {done.seconds:.2f} s"
        )
