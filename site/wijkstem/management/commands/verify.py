"""`manage.py verify [POLL ...]`: check everything that the ballot box holds."""
# Reads only, and may run while people vote. Exit code 0: all is right. 1: something is wrong. 2:
# there is no such vote.

import json as as_json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from governance.ballots.verification.installation import Proof, Unknown, examine
from governance.ballots.verification.polls import Verdict
from governance.ballots.verification.problems import Finding
from governance.ballots.verification.sentences import sentences

WRONG, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Checks every hash, count and constraint of the ballot box, and counts again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("polls", nargs="*", metavar="POLL", help="as in its address")
        parser.add_argument("--heads", action="store_true", help="print the head of each chain")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, polls: list[str], heads: bool, json: bool, **_: Any) -> None:
        try:
            proof = examine(polls)
        except Unknown as unknown:
            self.stderr.write(f"There is no vote called {unknown}.")
            sys.exit(REFUSED)
        if json:
            self.stdout.write(as_json.dumps(data(proof), indent=1))
        else:
            self.tell(proof, heads)
        if proof.findings:
            sys.exit(WRONG)

    def tell(self, proof: Proof, heads: bool) -> None:
        self.stdout.write("The database: " + ("WRONG" if proof.database else "ok"))
        self.lines(proof.database)
        for verdict in proof.verdicts:
            self.stdout.write(f"{verdict.poll}: {'WRONG' if verdict.findings else ok(verdict)}")
            self.lines(verdict.findings)
            if heads and verdict.head:
                self.stdout.write(f"  head {verdict.head}")
        wrong = sum(bool(verdict.findings) for verdict in proof.verdicts)
        ballots = sum(verdict.ballots for verdict in proof.verdicts)
        again = sum(verdict.recounted for verdict in proof.verdicts)
        self.stdout.write(
            f"{len(proof.verdicts)} votes with {ballots} ballots checked, {again} counted again: "
            + (f"{wrong} wrong." if proof.findings else "all is right.")
        )

    def lines(self, findings: Iterable[Finding]) -> None:
        for sentence in sentences(findings):
            self.stdout.write(f"  {sentence}")


def ok(verdict: Verdict) -> str:
    counted = "counted again, twice" if verdict.alone else "counted again"
    return f"ok ({verdict.state}{', ' + counted if verdict.recounted else ''})"


def data(proof: Proof) -> dict[str, Any]:
    return {
        "ok": not proof.findings,
        "database": [place(finding) for finding in proof.database],
        "polls": [
            {
                "poll": verdict.poll,
                "state": verdict.state,
                "head": verdict.head,
                "ballots": verdict.ballots,
                "recounted": verdict.recounted,
                "recounted_alone": verdict.alone,
                "findings": [place(finding) for finding in verdict.findings],
            }
            for verdict in proof.verdicts
        ],
    }


def place(finding: Finding) -> dict[str, str]:
    return {"wrong": finding.wrong.name, "where": finding.where}
