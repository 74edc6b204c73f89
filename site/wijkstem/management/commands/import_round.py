"""`manage.py import_round FILE.pb`: a published budget election as a closed round."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from budgets.rounds import actions
from budgets.rounds.models import Round
from budgets.rounds.words import read_result
from governance.ballots.actions import request_tally, tally
from governance.ballots.models import Ballot
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
            round_ = actions.import_round(
                path=file, by=Actor.command("import_round"), slug=slug, step=round(step * 100)
            )
        except (FileError, actions.CannotImport) as error:
            self.stderr.write(str(error))
            sys.exit(REFUSED)
        ballots = Ballot.objects.filter(poll=round_.poll).count()
        self.stdout.write(
            f"{round_.title}: {round_.projects.count()} projects and {ballots} ballots imported "
            f"in {time.monotonic() - started:.1f} s, at {round_.get_absolute_url()}"
        )
        if count:
            self.count(round_)
        else:
            request_tally(poll=round_.poll)
            self.stdout.write("The worker counts it now.")

    def count(self, round_: Round) -> None:
        done = tally(poll=round_.poll)
        result = read_result(round_, done.result)
        for row in result.funded:
            self.stdout.write(
                f"{row.outcome.place:>4}  {row.project.cost / 100:>12,.2f}  {row.project}"
            )
        self.stdout.write(
            f"{len(result.funded)} projects funded, cost {result.shares.spent / 100:,.2f} of "
            f"{round_.budget / 100:,.2f}, counted in {done.seconds:.2f} s"
        )
