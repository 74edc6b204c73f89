"""Checks the evidence of a vote, with Python alone.

    python3 verify.py [FOLDER or evidence.zip] [--head FINGERPRINT]

Without a name it checks the folder in which it lies. It prints what it found in plain sentences.
Exit code 0: all is right. 1: something is wrong. 2: there is nothing to check.

--head: the head of the audit chain as it stands on the result sheet, in a mail or in the minutes;
the first 16 digits are enough. Only this shows that the whole file was not written anew.

`recount.py`, which lies beside this program, counts the ballots again. Nothing else is run.
"""

import argparse
import hashlib
import importlib.util
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

FORMAT = "wijkstem evidence 1"
ALWAYS = {"configuration.json", "chain.json", "roll.json", "board.txt", "result.json"}
ALWAYS |= {"README.txt", "verify.py"}
MAYBE = {"ballots.json", "recount.py"}
EVENT = {"number", "kind", "at", "by", "detail", "previous", "hash"}
WITHHELD = {"number", "previous", "hash"}
VOTER = {"number", "votes", "proxy", "name", "voted"}
HERE_IS_NONE = "There is no recount.py beside this program, so the ballots were not counted again."
HERE = Path(__file__).resolve().parent
Recount = Callable[[Any, Any], Any]


class Report:
    """What was found: good and bad sentences, in order."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.lines: list[str] = []

    def expect(self, holds: bool, good: str, bad: str) -> None:
        self.lines.append(f"ok     {good}" if holds else f"WRONG  {bad}")
        if not holds:
            self.wrong.append(bad)

    def note(self, words: str) -> None:
        self.lines.append(f"note   {words}")


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def contains(whole: Any, part: Any) -> bool:
    """Whether `whole` says everything that `part` says: dicts by their keys, the rest exactly."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(contains, whole, part))
    return type(whole) is type(part) and bool(whole == part)


# --- reading


def read(path: Path) -> dict[str, bytes]:
    """The files of the evidence by name. Raises OSError or zipfile.BadZipFile."""
    if path.is_dir():
        files = (file for file in sorted(path.iterdir()) if file.is_file())
        return {file.name: file.read_bytes() for file in files if file.suffix != ".zip"}
    with zipfile.ZipFile(path) as bundle:
        names = bundle.namelist()
        if len(set(names)) < len(names):
            raise zipfile.BadZipFile("a name stands twice in it")
        return {name: bundle.read(name) for name in names}


def load_recount(folder: Path, fingerprint: str) -> Recount | None:
    """`recount` from the file of that name in the folder, if it is the one that the evidence
    names; nothing else is ever run. Raises ValueError for another one."""
    path = folder / "recount.py"
    if not path.is_file():
        return None
    if hashlib.sha256(path.read_bytes()).hexdigest() != fingerprint:
        raise ValueError("recount.py beside this program is not the one in the evidence")
    spec = importlib.util.spec_from_file_location("recount", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules["recount"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    recount: Recount = module.recount
    return recount


# --- checking


class Evidence:
    """The parsed files. Raises KeyError, ValueError or TypeError for what is no evidence."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.manifest = json.loads(files["manifest.json"])
        if self.manifest["format"] != FORMAT:
            raise ValueError(f"the format is not {FORMAT}")
        self.frozen = json.loads(files["configuration.json"])
        self.frozen_hash = digest("wijkstem poll 2", dumps(self.frozen))
        self.chain = json.loads(files["chain.json"])
        self.roll = json.loads(files["roll.json"])
        self.board = files["board.txt"].decode().split("\n")[:-1]
        self.result = json.loads(files["result.json"])
        has = "ballots.json" in files
        self.ballots: Any = json.loads(files["ballots.json"]) if has else None
        self.closing = self.told("closed", "imported")[0]

    def told(self, *kinds: str) -> list[Any]:
        """What the events of these kinds say, where it is in the file."""
        return [event["detail"] for event in self.chain if event.get("kind") in kinds]


def check_files(report: Report, poll: Evidence) -> None:
    named, there = poll.manifest["files"], set(poll.files) - {"manifest.json"}
    odd = (there - ALWAYS - MAYBE) | (ALWAYS - there) | (set(named) ^ there)
    good = "The file holds what it should hold."
    report.expect(not odd, good, f"Files are missing or too many: {', '.join(sorted(odd))}.")
    hashes = {name: hashlib.sha256(poll.files[name]).hexdigest() for name in there}
    changed = sorted(name for name in there & set(named) if hashes[name] != named[name])
    good = "Each file has the fingerprint that the manifest names."
    report.expect(not changed, good, f"Changed after the evidence was made: {', '.join(changed)}.")
    full, ballots = poll.manifest["full"], poll.manifest["ballots"]
    says = (full, ballots) == ("entries" in poll.roll, poll.ballots is not None)
    says = says and set(poll.manifest) == {
        *("format", "poll", "frozen", "full", "ballots", "head", "files")
    }
    good = "The manifest says what is in the file."
    report.expect(says, good, "The manifest does not say what is in the file.")


def check_chain(report: Report, poll: Evidence) -> None:
    before, bad, withheld = "", [], 0
    for number, event in enumerate(poll.chain, start=1):
        right = event["number"] == number and event["previous"] == before
        if set(event) == WITHHELD:
            withheld += 1
        else:
            body = [
                poll.frozen["slug"],
                number,
                *(event[k] for k in ("kind", "at", "by", "detail")),
            ]
            made = digest("wijkstem audit event 1", before, dumps(body))
            right = right and set(event) == EVENT and event["hash"] == made
        bad += [] if right else [str(number)]
        before = event["hash"]
    good = f"The audit chain is whole: {len(poll.chain)} events."
    report.expect(not bad, good, f"The audit chain is broken at event {', '.join(bad)}.")
    if withheld:
        report.note(f"{withheld} events name members; of these the public file has the hash only.")


def check_configuration(report: Report, poll: Evidence) -> None:
    said = [detail["frozen"] for detail in poll.told("opened", "imported")]
    report.expect(
        said == [poll.frozen_hash] and poll.manifest["frozen"] == poll.frozen_hash,
        "Question, choices and rules are those that were frozen at the opening.",
        "Question, choices or rules are not those that were frozen at the opening.",
    )
    same = poll.manifest["poll"] == poll.frozen["slug"]
    report.expect(same, "All files are of one vote.", "The manifest names another vote.")


def check_roll(report: Report, poll: Evidence) -> None:
    held, turnout = poll.roll, poll.closing["turnout"]
    agrees = {key: held[key] for key in ("entitled", "present")} == turnout
    expected = {"entitled", "present"}
    if "entries" in held:
        last = poll.told("opened", "roll")[-1]
        lines = [roll_line(entry) for entry in held["entries"]]
        voted = [entry for entry in held["entries"] if entry["voted"] is True]
        made = {"digest": digest("wijkstem roll 1", *lines)}
        made["voted"] = digest("wijkstem voted 1", *(str(entry["number"]) for entry in voted))
        agrees = agrees and turnout == {"entitled": sums(held["entries"]), "present": sums(voted)}
        agrees = agrees and last["entitled"] == turnout["entitled"]
        agrees = agrees and last["roll"] == held["digest"] == made["digest"]
        agrees = agrees and poll.closing["voted"] == held["voted"] == made["voted"]
        agrees = agrees and all(set(e) == VOTER for e in held["entries"])
        expected |= {"entries", "digest", "voted"}
    report.expect(
        agrees and set(held) == expected,
        "The roll and who took part are those that the chain holds.",
        "The roll, or who took part, is not what the chain holds.",
    )


def roll_line(entry: Any) -> str:
    proxy = "" if entry["proxy"] is None else str(entry["proxy"])
    return "\t".join([str(entry["number"]), str(entry["votes"]), proxy, entry["name"]])


def sums(entries: Any) -> dict[str, int]:
    return {"heads": len(entries), "votes": sum(entry["votes"] for entry in entries)}


def check_board(report: Report, poll: Evidence) -> None:
    lines, due = poll.board, poll.closing["turnout"]["present"]["votes"]
    fixed = (poll.closing["ballots"], poll.closing["board"])
    text = "".join(f"{line}\n" for line in lines).encode()
    report.expect(
        (len(lines), digest("wijkstem board 1", *lines)) == fixed
        and text == poll.files["board.txt"],
        f"The board is the one that was fixed at the closing: {len(lines)} ballots.",
        "The board is not the one that was fixed at the closing.",
    )
    good = "There are as many ballots as votes of those who took part."
    report.expect(due == len(lines), good, f"{due} votes are due, but {len(lines)} are there.")


def check_ballots(report: Report, poll: Evidence) -> None:
    made, names = [], poll.closing.get("names") if "entries" in poll.roll else None
    for ballot in poll.ballots:
        code, said = ballot["code"], dumps(ballot["choice"])
        locator = digest("wijkstem locator 1", code)[:32]
        made.append(f"{locator} {digest('wijkstem ballot 1', poll.frozen_hash, code, said)}")
    report.expect(
        sorted(made) == poll.board and poll.ballots == sorted(poll.ballots, key=by_code),
        "Every ballot is on the board as it was cast, and nothing else is.",
        "The ballots are not those on the board.",
    )
    fields = {"code", "choice"} | ({"number", "unit"} if names else set())
    right = all(set(ballot) == fields for ballot in poll.ballots)
    if names and right:
        rows = sorted((b["number"], b["unit"], b["code"]) for b in poll.ballots)
        right = digest("wijkstem names 1", *("\t".join(map(str, row)) for row in rows)) == names
    good = "Who cast which ballot is what the chain holds." if names else "No ballot has a name."
    report.expect(right, good, "Something is said of a ballot that the chain does not hold.")


def by_code(ballot: Any) -> str:
    return str(ballot["code"])


def check_result(report: Report, poll: Evidence) -> None:
    result, board = dumps(poll.result["result"]), poll.closing["board"]
    made = digest("wijkstem result 2", poll.frozen_hash, board, result)
    said = {detail["result"] for detail in poll.told("tallied", "found")}
    counted = [detail["ballots"] for detail in poll.told("tallied")]
    report.expect(
        said == {made, poll.result["digest"]}
        and counted == [poll.closing["ballots"]]
        and set(poll.result) == {"result", "digest"},
        "The result is the one that the chain holds.",
        "The result is not the one that the chain holds.",
    )


def check_count(report: Report, poll: Evidence, folder: Path) -> None:
    recount = load_recount(folder, poll.manifest["files"].get("recount.py", ""))
    if poll.ballots is None:
        report.note("The ballots are not in this file, so they were not counted again.")
    elif recount is None:
        report.note(HERE_IS_NONE)
    else:
        said = dict(Counter(dumps(ballot["choice"]) for ballot in poll.ballots))
        found = recount(poll.frozen | {"turnout": poll.closing["turnout"]}, said)
        report.expect(
            contains(poll.result["result"], json.loads(dumps(found))),
            "The ballots, counted again, give this result.",
            "The ballots, counted again, give another result.",
        )


def check_head(report: Report, poll: Evidence, head: str) -> None:
    last = poll.chain[-1]["hash"]
    report.expect(
        poll.manifest["head"] == last and last.startswith(head.lower()),
        f"The head of the chain is {last}.",
        f"The head of the chain is {last}, but another one was expected.",
    )


def check(files: dict[str, bytes], head: str = "", folder: Path = HERE) -> Report:
    report = Report()
    try:
        poll = Evidence(files)
        for part in (check_files, check_chain, check_configuration, check_roll, check_board):
            part(report, poll)
        if poll.ballots is not None:
            check_ballots(report, poll)
        check_result(report, poll)
        check_head(report, poll, head)
        if not report.wrong:
            check_count(report, poll, folder)
    except Exception as error:
        report.expect(False, "", f"The evidence cannot be read: {error!r}")
    return report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Checks the evidence of a vote.")
    parser.add_argument("evidence", nargs="?", type=Path, default=HERE, help="folder or zip file")
    parser.add_argument("--head", default="", help="head of the chain, or its first digits")
    given = parser.parse_args(arguments)
    try:
        files = read(given.evidence)
        files["manifest.json"]
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        print(f"There is no evidence to check in {given.evidence}: {error}")
        return 2
    report = check(files, given.head)
    print("\n".join(report.lines))
    print("Something is WRONG." if report.wrong else "All is right.")
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
