"""The ballots, the board that lists them, and the links that may or may not exist."""

import base64
import json

from governance.ballots import kinds, roll
from governance.ballots.actions.bulletin_board import board_digest, boxes_digest
from governance.ballots.box import canonical, receipts
from governance.ballots.models import Ballot, BulletinBoard
from governance.ballots.models.states import LINKED, Mode
from governance.ballots.verification.case import Case, Kind
from governance.ballots.verification.problems import Finding, Found, Wrong

# The digits of a locator that identify a ballot.
SHOWN = 8


def check(case: Case) -> Found:
    yield from boards(case)
    if case.poll.purged_at:
        for name in ("ballots", "voted", "links"):
            if getattr(case, name):
                yield Finding(Wrong.LEFT_OVER, name)
        return
    if case.poll.sealed:
        yield from boxes(case)
    else:
        for ballot in case.ballots:
            yield from readable(case, ballot)
    yield from lines(case)
    yield from links(case)


def readable(case: Case, ballot: Ballot) -> Found:
    where = receipts.locator(ballot.code)[:SHOWN]
    if len(ballot.code) != receipts.LENGTH or set(ballot.code) - set(receipts.ALPHABET):
        yield Finding(Wrong.CODE, where)
    said = ballot.body.rstrip(" ")
    made = receipts.commitment(case.poll.frozen_hash, ballot.code, said)
    if ballot.commitment != made:
        yield Finding(Wrong.COMMITMENT, where)
    size = 0 if case.poll.source else case.poll.configuration.body_size
    if ballot.body != canonical.pad(said, size):
        yield Finding(Wrong.BODY, where)
    try:
        choice = json.loads(said)
        if canonical.dumps(case.poll.counting.check(choice, case.poll.configuration)) != said:
            yield Finding(Wrong.BODY, where)
    except (kinds.InvalidBallot, ValueError, TypeError, AttributeError):
        yield Finding(Wrong.INVALID, where)


def boxes(case: Case) -> Found:
    hexadecimal = set("0123456789abcdef")
    for ballot in case.ballots:
        where = ballot.code[:SHOWN]
        if len(ballot.code) != receipts.LOCATOR_LENGTH or set(ballot.code) - hexadecimal:
            yield Finding(Wrong.CODE, where)
        if len(ballot.commitment) != 64 or set(ballot.commitment) - hexadecimal:
            yield Finding(Wrong.COMMITMENT, where)
        try:
            base64.b64decode(ballot.body, validate=True)
        except ValueError:
            yield Finding(Wrong.BODY, where)
    if len({len(ballot.body) for ballot in case.ballots}) > 1:
        yield Finding(Wrong.BODY)
    event = case.closing or case.last(Kind.CHECKPOINT)
    board = case.boards.get(case.closing is not None)
    if event and board:
        there = {line.partition(" ")[0] for line in lines_of(board)}
        boxes = [(one.code, one.body) for one in case.ballots if one.code in there]
        if event.detail.get("boxes") != boxes_digest(boxes):
            yield Finding(Wrong.BODY, f"event {event.number}")


def boards(case: Case) -> Found:
    """The board of the last closing or checkpoint exists, and equals what that event says."""
    # Closing deletes the checkpoint.
    checkpoint = None if case.closing else case.last(Kind.CHECKPOINT)
    for final, event in ((True, case.closing), (False, checkpoint)):
        board = case.boards.get(final)
        wrong = Wrong.BOARD if final else Wrong.CHECKPOINT
        if (board is None) != (event is None):
            yield Finding(wrong)
        elif board is not None and event is not None:
            said = (event.detail["ballots"], event.detail["board"], event.at)
            if said != (board.ballots, board.digest, board.at):
                yield Finding(wrong, f"event {event.number}")
            if not sound(board):
                yield Finding(wrong)


def sound(board: BulletinBoard) -> bool:
    there = lines_of(board)
    return board.ballots == len(there) and board.digest == board_digest(there)


def lines_of(board: BulletinBoard) -> list[str]:
    return board.lines.split("\n") if board.lines else []


def lines(case: Case) -> Found:
    """The final board lists exactly the ballots; those of a checkpoint still exist."""
    stored = [f"{case.locator(ballot.code)} {ballot.commitment}" for ballot in case.ballots]
    final, checkpoint = case.boards.get(True), case.boards.get(False)
    if final is not None and lines_of(final) != sorted(stored):
        yield Finding(Wrong.BOARD_LINES)
    if checkpoint is not None and not set(lines_of(checkpoint)) <= set(stored):
        yield Finding(Wrong.CHECKPOINT, "lines")


def links(case: Case) -> Found:
    """No link in a secret vote, none after a confidential one closed; otherwise one for each vote
    of each voter who took part."""
    closing = case.closing
    if case.poll.mode not in LINKED or (case.poll.mode != Mode.OPEN and closing is not None):
        if case.links:
            yield Finding(Wrong.LINK)
        return
    if case.poll.source:
        return
    due = {(entry.pk, unit) for entry in case.took_part for unit in range(entry.votes)}
    if {(link.entry_id, link.unit) for link in case.links} != due or {
        link.ballot_id for link in case.links
    } != {ballot.code for ballot in case.ballots}:
        yield Finding(Wrong.LINK)
    if closing is not None:
        numbers = {entry.pk: entry.number for entry in case.roll}
        rows = [(numbers[link.entry_id], link.unit, link.ballot_id) for link in case.links]
        if closing.detail["names"] != roll.names_digest(rows):
            yield Finding(Wrong.NAMES)
