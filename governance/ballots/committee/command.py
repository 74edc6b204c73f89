"""The command of the counting committee. The private key is in memory only while it runs."""

from __future__ import annotations

import argparse
import base64
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nacl.public import PrivateKey

from governance.ballots.box import sealing
from governance.ballots.committee import files, shares
from governance.ballots.committee.sheet import sheet, table

# Clears the terminal, with what could be scrolled back to.
CLEAR = "\033[2J\033[3J\033[H"
PUBLIC = "public-key.json"


class Stop(Exception):
    """The command cannot do this; the message says why."""


def main(words: Sequence[str]) -> int:
    """Returns 0 when done, 1 with a sentence on standard error otherwise."""
    asked = parser().parse_args(words)
    try:
        asked.act(asked)
    except (Stop, shares.BadShare) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="python -m governance.ballots.committee",
        description="The key of the counting committee. Use it on a computer without a network.",
    )
    acts = whole.add_subparsers(required=True, metavar="make | rehearse | open")
    making = acts.add_parser("make", help="make a key, in shares to be printed")
    making.add_argument("folder", type=Path, help="a new folder, best on a memory disk")
    making.add_argument("--shares", type=int, default=3, help="how many shares (3)")
    making.add_argument("--threshold", type=int, default=2, help="how many of them open it (2)")
    making.add_argument("--label", default="", help="a name for the key, printed on the sheets")
    making.add_argument(
        "--show", action="store_true", help="show the shares one by one; write none of them"
    )
    making.set_defaults(act=make)
    rehearsing = acts.add_parser("rehearse", help="read the answer in a rehearsal file")
    rehearsing.add_argument("file", type=Path)
    rehearsing.set_defaults(act=rehearse)
    opening = acts.add_parser("open", help="open the sealed ballots of a closed vote")
    opening.add_argument("sealed", type=Path, help="the file that the site gave")
    opening.add_argument("opened", type=Path, help="the file to write, for the site")
    opening.set_defaults(act=open_ballots)
    for needing in (rehearsing, opening):
        needing.add_argument(
            "--share",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a file with a share; without it the words are asked for",
        )
    return whole


def make(asked: argparse.Namespace) -> None:
    """Writes the new public key and the sheets; the private key is written nowhere."""
    key = PrivateKey.generate()
    made = shares.split(key, asked.shares, asked.threshold)
    public = bytes(key.public_key)
    mark = files.fingerprint(public)
    if asked.folder.exists() and any(asked.folder.iterdir()):
        raise Stop(f"{asked.folder} is not empty. Choose a new folder.")
    asked.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = files.PublicKeyFile(base64.b64encode(public).decode(), mark)
    write(asked.folder / PUBLIC, files.write(written))
    for number, share in enumerate(made, start=1):
        if asked.show:
            show(share, number, len(made))
            continue
        text = sheet(
            share,
            number=number,
            shares=len(made),
            threshold=asked.threshold,
            label=asked.label,
            fingerprint=mark,
        )
        write(asked.folder / f"share-{number}.txt", text)
    print(f"Fingerprint: {mark}")
    print(f"Upload {asked.folder / PUBLIC} to the site.")
    if not asked.show:
        print("Print each share, give it to its keeper, and destroy these files.")


def show(share: str, number: int, shares_made: int) -> None:
    # One share on the screen, until its keeper has written it down.
    input(f"Share {number} of {shares_made}: only its keeper looks now. Press Enter to see it. ")
    print(f"\n{table(share)}\n")
    input("Written down, and read back? Press Enter to wipe the screen. ")
    print(CLEAR, end="")


def rehearse(asked: argparse.Namespace) -> None:
    file = read(files.Rehearsal, asked.file)
    key = key_for(file.public_key, asked.share)
    try:
        answer, _word = sealing.unseal(key, file.box)
    except sealing.CannotOpen as error:
        raise Stop("The rehearsal file is damaged. Get it from the site again.") from error
    print("The answer to type in on the site:")
    print(f"\n    {answer}\n")


def open_ballots(asked: argparse.Namespace) -> None:
    """Writes the content of all boxes, or nothing."""
    file = read(files.SealedBallots, asked.sealed)
    key = key_for(file.public_key, asked.share)
    opened, closed = [], 0
    for box in file.boxes:
        try:
            opened.append(sealing.unseal(key, box))
        except sealing.CannotOpen:
            closed += 1
    if closed:
        raise Stop(
            f"{closed} of {len(file.boxes)} boxes cannot be opened: they are damaged, or were "
            "sealed to another key. Nothing was written."
        )
    ballots = files.OpenedBallots(file.poll, file.frozen_hash, tuple(sorted(opened)))
    write(asked.opened, files.write(ballots))
    print(f"{file.question}")
    print(f"{len(opened)} ballots opened. Upload {asked.opened} to the site, then destroy it.")


def key_for(public_key: str, paths: Sequence[Path]) -> PrivateKey:
    """The private key from its shares, if the file was sealed to it."""
    given = [shares.read(text(path)) for path in paths] or ask()
    key = shares.join(given)
    if base64.b64encode(bytes(key.public_key)).decode() != public_key:
        raise Stop("These shares are of another key than the one the file was sealed to.")
    return key


def ask() -> list[str]:
    """Shares as their keepers type them, until there are enough."""
    given: list[str] = []
    needed = 1
    while len(given) < needed:
        print(f"Share {len(given) + 1}: type the words; the first four letters of each will do.")
        try:
            share = shares.read(input("> "))
            needed = shares.threshold_of(share)
        except shares.BadShare as error:
            print(f"{error} Try again.")
            continue
        except EOFError as error:
            raise Stop("A share is missing.") from error
        if share not in given:
            given.append(share)
        # No keeper sees another one's share.
        if sys.stdout.isatty():
            print(CLEAR, end="")
    return given


def read(kind: type[files.File], path: Path) -> files.File:
    try:
        return files.read(kind, text(path))
    except files.BadFile as error:
        raise Stop(f"{path} is not the right file, or it is damaged.") from error


def text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Stop(f"{path} is not the right file, or it is damaged.") from error


def write(path: Path, words: str) -> None:
    """Writes a new file that only its owner can read; never overwrites one."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(words)
