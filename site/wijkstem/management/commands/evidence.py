"""`manage.py evidence POLL --output FILE`: the evidence of a counted vote as a zip file."""
# Exit code 0; or 2 and one sentence, when there is no such vote or it is not counted.

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from governance.ballots.actions import evidence
from governance.ballots.actions.evidence import head_of
from governance.ballots.models import Poll
from governance.members.access.actor import Actor
from governance.refusals import Refused

REFUSED = 2


class Command(BaseCommand):
    help = "Writes the evidence of a counted vote: everything with which anybody can check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("poll", metavar="POLL", help="as in its address")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.zip")
        parser.add_argument(
            "--full",
            action="store_true",
            help="with all ballots and the roll, for the counting committee; it is recorded",
        )

    def handle(self, *, poll: str, output: Path, full: bool, **_: Any) -> None:
        try:
            found = Poll.objects.get(slug=poll)
            made = evidence.export(poll=found, full=full, by=Actor.command("evidence"))
            output.write_bytes(made)
        except Poll.DoesNotExist:
            self.refuse(f"There is no vote called {poll}.")
        except Refused:
            self.refuse(f"{poll} is not counted, or its ballots were deleted.")
        except OSError as error:
            self.refuse(f"{output} cannot be written: {error.strerror}.")
        self.stdout.write(f"{output}: {len(made)} bytes, head of the chain {head_of(found)}")

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)
