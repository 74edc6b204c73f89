"""`manage.py count FILE`: count a file of ballots, and print the result with its working."""
# Needs no database. Exit code 0; or 2 and one sentence on the error stream, nothing else, when the
# file or an option cannot be counted with. `docs/count.md` has the options and the JSON.

import io
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from wijkstem.counting import budget, budget_text, ranked, ranked_text
from wijkstem.counting.options import BUDGET, Budget, Refusal, ranked_rules, settle
from wijkstem.counting.output import dump, long_numbers

REFUSED, FAULT, INTERRUPTED = 2, 1, 130
OPTIONS = {
    "rule": ("NAME", f"{', '.join(ranked_rules())}; {', '.join(BUDGET)}"),
    "seats": ("N", "seats to fill; default: as in the file, else 1"),
    "utility": ("cost|cardinality", "what a project is worth to its supporters; default cost"),
    "completion": ("NAME", "none, add1, add1e, utilitarian, add1u (default)"),
    "step": ("MONEY", "by how much add1 raises the share; default 1"),
    "misfit": ("skip|stop", "greedy, at a project that does not fit; default skip"),
    "points": ("3,2,1", "points per rank, for ranked ballots in a .pb file"),
    "ties": ("FILE|cheaper|listed", "who goes first; default cheaper (budgets), listed (others)"),
}


class _Parser(CommandParser):
    # An error is one sentence, without the block on usage.

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, one_line(f"{message[:1].upper()}{message[1:]}.") + "\n")


class Command(BaseCommand):
    help = "Counts a .pb, .blt, .soi, .soc, .toi, .toc or .json file. See docs/count.md."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.__class__ = _Parser
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        for option, (values, meaning) in OPTIONS.items():
            parser.add_argument(f"--{option}", metavar=values, help=meaning)
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, file: str, json: bool, traceback: bool = False, **given: Any) -> None:
        wishes = {name: None if given[name] is None else str(given[name]) for name in OPTIONS}
        try:
            self.tell(answer(file, wishes, json))
        except Refusal as refusal:
            self.refuse(str(refusal), REFUSED)
        except MemoryError:
            self.refuse(f"{file}: The memory of this machine is too small for the file.", REFUSED)
        except KeyboardInterrupt:
            self.refuse("The count was interrupted.", INTERRUPTED)
        except Exception as fault:
            if traceback:
                raise
            self.refuse(
                f"{file}: The count failed by a fault of the program, {fault!r}; "
                "--traceback tells more.",
                FAULT,
            )

    def tell(self, text: str) -> None:
        # Write the whole result at once; a reader that stops (`| head`) is no error.
        stream = getattr(self.stdout, "_out", None)
        if isinstance(stream, io.TextIOWrapper):  # names need it, whatever the terminal says
            stream.reconfigure(encoding="utf-8")
        try:
            self.stdout.write(text, ending="")
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def refuse(self, sentence: str, code: int) -> NoReturn:
        self.stderr.write(one_line(sentence))
        sys.exit(code)


def answer(file: str, wishes: Mapping[str, str | None], as_json: bool) -> str:
    """The result, as one JSON object or in words and tables. Raises Refusal."""
    asked = settle(file, wishes)
    if isinstance(asked, Budget):
        votes = budget.count(asked)
        with long_numbers():
            return dump(budget.data(votes)) + "\n" if as_json else budget_text.text(votes)
    ranks = ranked.count(asked)
    with long_numbers():
        return dump(ranked.data(ranks)) + "\n" if as_json else ranked_text.text(ranks)


def one_line(sentence: str) -> str:
    """The sentence without line ends and control characters, whatever a name held."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in sentence)
