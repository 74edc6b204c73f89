"""Sentences for the problems that a check of the ballot box finds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from governance.ballots.verification.problems import Finding, Wrong

SENTENCES = {
    Wrong.GUARD_MISSING: "A guard of the ballot box is not in force",
    Wrong.GUARD_CHANGED: "A guard of the ballot box says something else than it should",
    Wrong.CONSTRAINT_MISSING: "A constraint is missing in the database",
    Wrong.DAMAGED: "The database file is damaged",
    Wrong.ORPHAN: "Rows point to something that is not there",
    Wrong.NO_CHAIN: "There is no audit chain",
    Wrong.EVENT_NUMBER: "The events are not numbered without a gap",
    Wrong.EVENT_LINK: "An event does not follow the one before it",
    Wrong.EVENT_HASH: "An event was changed",
    Wrong.HEAD: "The head of the chain is not the hash of the last event",
    Wrong.STEP: "The chain tells of a step that a vote cannot take",
    Wrong.STATE: "The state is not the one that the chain leads to",
    Wrong.MOMENT: "A time is not that of its event",
    Wrong.END: "The end of the vote is not the frozen one, nor that of an extension",
    Wrong.REPEAT: "A vote that lapsed and the one in its place do not name each other",
    Wrong.FROZEN_HASH: "The frozen configuration was changed",
    Wrong.COLUMN: "The vote says something else than what was frozen",
    Wrong.CHOICES: "The choices are not the frozen ones",
    Wrong.RULES: "The rules are not the frozen ones",
    Wrong.ROLL: "The roll was changed",
    Wrong.ENTITLED: "The number of those who may vote is not that of the chain",
    Wrong.PROXY: "A proxy on the roll is not allowed",
    Wrong.MEMBER: "A roll entry belongs to another member than its number says",
    Wrong.NOT_DUE: "Votes of those who took part, and ballots, are not as many",
    Wrong.VOTED: "Who voted was changed",
    Wrong.TURNOUT: "The turnout is not the one that closing established",
    Wrong.CODE: "A ballot has a code that this site does not make",
    Wrong.BODY: "A ballot is not written as ballots are",
    Wrong.INVALID: "A ballot does not fit the rules of the vote",
    Wrong.COMMITMENT: "A ballot is not the one that was cast",
    Wrong.BOARD: "The board is not the one that was fixed at closing",
    Wrong.BOARD_LINES: "The ballots are not those on the board",
    Wrong.CHECKPOINT: "The last checkpoint was changed, or a ballot of it is gone",
    Wrong.LINK: "Links between voters and ballots are not as they should be",
    Wrong.NAMES: "Who cast which ballot was changed",
    Wrong.LEFT_OVER: "Something is stored that should not be there",
    Wrong.TALLY: "The result is missing, or is there too early",
    Wrong.RESULT: "The result is not the one that the chain holds",
    Wrong.RECOUNT: "A new count gives another result",
    Wrong.ALONE: "The stand-alone count gives another result",
    Wrong.UNREADABLE: "What is stored cannot be read",
}
# How many places are named for one sentence.
SHOWN = 3


def sentences(findings: Iterable[Finding]) -> Iterator[str]:
    findings = list(findings)
    for wrong, times in Counter(finding.wrong for finding in findings).items():
        places = [one.where for one in findings if one.wrong is wrong and one.where]
        shown = ", ".join(places[:SHOWN]) + (", …" if len(places) > SHOWN else "")
        number = f" ({times} times)" if times > 1 else ""
        yield SENTENCES[wrong] + number + (f": {shown}" if shown else ".")
