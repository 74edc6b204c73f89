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

FORMAT = "wijkstem evidence 2"
ALWAYS = {"configuration.json", "chain.json", "roll.json", "board.txt", "result.json"}
ALWAYS |= {"README.txt", "verify.py"}
MAYBE = {"ballots.json", "recount.py"}
EVENT = {"number", "kind", "at", "by", "detail", "previous", "hash"}
WITHHELD = {"number", "previous", "hash"}
VOTER = {"number", "votes", "proxy", "name", "voted"}
MANIFEST = {"format", "poll", "frozen", "full", "ballots", "head", "files"}
HERE = Path(__file__).resolve().parent
Recount = Callable[[Any, Any], Any]


class Report:
    """A list of sentences that hold ("yes") or do not ("NO"), in order."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.lines: list[str] = []

    def expect(self, sentence: str, holds: bool, where: str = "") -> None:
        said = f"{sentence} {where}".rstrip() if where and not holds else sentence
        self.lines.append(f"yes   {said}" if holds else f"NO    {said}")
        self.wrong += [] if holds else [said]

    def note(self, words: str) -> None:
        self.lines.append(f"note  {words}")


def dumps(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON, so that `true` is not 1."""
    return dumps(one) == dumps(other)


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def contains(whole: Any, part: Any) -> bool:
    """Whether `whole` says everything that `part` says: dicts by their keys, the rest exactly."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(contains, whole, part))
    return same(whole, part)


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
        self.frozen_hash = digest("wijkstem poll 3", dumps(self.frozen))
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
    report.expect("The file holds what it should hold.", not odd, ", ".join(sorted(odd)))
    hashes = {name: hashlib.sha256(poll.files[name]).hexdigest() for name in there}
    changed = sorted(name for name in there & set(named) if hashes[name] != named[name])
    good = "Each file has the fingerprint that the manifest names."
    report.expect(good, not changed, ", ".join(changed))
    holds = {"full": "entries" in poll.roll, "ballots": poll.ballots is not None}
    says = same({key: poll.manifest[key] for key in holds}, holds)
    says = says and set(poll.manifest) == MANIFEST
    report.expect("The manifest says what is in the file.", says)


def check_chain(report: Report, poll: Evidence) -> None:
    before, bad, withheld = "", [], 0
    for number, event in enumerate(poll.chain, start=1):
        right = same([event["number"], event["previous"]], [number, before])
        if set(event) == WITHHELD:
            withheld += 1
        else:
            said = [event[key] for key in ("kind", "at", "by", "detail")]
            body = dumps([poll.frozen["slug"], number, *said])
            made = digest("wijkstem audit event 2", before, body)
            right = right and set(event) == EVENT and event["hash"] == made
        bad += [] if right else [str(number)]
        before = event["hash"]
    good = f"The audit chain is whole: {len(poll.chain)} events."
    report.expect(good, not bad, f"Broken at event {', '.join(bad)}.")
    if withheld:
        report.note(f"{withheld} events name members; of these the public file has the hash only.")


def check_configuration(report: Report, poll: Evidence) -> None:
    said = [detail["frozen"] for detail in poll.told("opened", "imported")]
    good = "Question, choices and rules are those that were frozen at the opening."
    report.expect(good, said == [poll.frozen_hash] == [poll.manifest["frozen"]])
    report.expect("All files are of one vote.", poll.manifest["poll"] == poll.frozen["slug"])


def check_roll(report: Report, poll: Evidence) -> None:
    made = dict(poll.closing["turnout"])
    if "entries" in poll.roll:
        entries, last = poll.roll["entries"], poll.told("opened", "roll")[-1]
        voted = [entry for entry in entries if entry["voted"] is True]
        made = {"entitled": sums(entries), "present": sums(voted), "entries": entries}
        made["digest"] = digest("wijkstem roll 1", *map(roll_line, entries))
        made["voted"] = digest("wijkstem voted 1", *(str(entry["number"]) for entry in voted))
        chain = {"digest": last["roll"], "voted": poll.closing["voted"], **poll.closing["turnout"]}
        right = all(same(made[key], chain[key]) for key in chain)
        right = right and same(last["entitled"], made["entitled"])
        right = right and all(set(entry) == VOTER for entry in entries)
        right = right and all(type(entry["voted"]) is bool for entry in entries)
    else:
        right = True
    good = "The roll and who took part are those that the chain holds."
    report.expect(good, right and same(made, poll.roll))


def roll_line(entry: Any) -> str:
    proxy = "" if entry["proxy"] is None else str(entry["proxy"])
    return "\t".join([str(entry["number"]), str(entry["votes"]), proxy, entry["name"]])


def sums(entries: Any) -> dict[str, int]:
    return {"heads": len(entries), "votes": sum(entry["votes"] for entry in entries)}


def check_board(report: Report, poll: Evidence) -> None:
    lines, due = poll.board, poll.closing["turnout"]["present"]["votes"]
    fixed = [poll.closing["ballots"], poll.closing["board"]]
    right = same(fixed, [len(lines), digest("wijkstem board 1", *lines)])
    right = right and "".join(f"{line}\n" for line in lines).encode() == poll.files["board.txt"]
    report.expect("The board is the one that was fixed at the closing.", right)
    good = "There are as many ballots as votes of those who took part."
    report.expect(good, due == len(lines), f"{len(lines)} are there, {due} are due.")


def check_ballots(report: Report, poll: Evidence) -> None:
    made, names = [], poll.closing.get("names") if "entries" in poll.roll else None
    for ballot in poll.ballots:
        code, said = ballot["code"], dumps(ballot["choice"])
        locator = digest("wijkstem locator 1", code)[:32]
        made.append(f"{locator} {digest('wijkstem ballot 1', poll.frozen_hash, code, said)}")
    right = sorted(made) == poll.board and poll.ballots == sorted(poll.ballots, key=by_code)
    report.expect("Every ballot is on the board as it was cast, and nothing else is.", right)
    fields = {"code", "choice"} | ({"number", "unit"} if names else set())
    right = all(set(ballot) == fields for ballot in poll.ballots)
    if names and right:
        rows = sorted((b["number"], b["unit"], b["code"]) for b in poll.ballots)
        right = digest("wijkstem names 1", *("\t".join(map(str, row)) for row in rows)) == names
    report.expect("Of whose ballots these are, no more is said than the chain holds.", right)


def by_code(ballot: Any) -> str:
    return str(ballot["code"])


def check_result(report: Report, poll: Evidence) -> None:
    result, board = dumps(poll.result["result"]), poll.closing["board"]
    made = digest("wijkstem result 2", poll.frozen_hash, board, result)
    said = {detail["result"] for detail in poll.told("tallied", "established")}
    counted = [detail["ballots"] for detail in poll.told("tallied")]
    right = said == {made} and same(counted, [poll.closing["ballots"]])
    right = right and same(poll.result, {"result": poll.result["result"], "digest": made})
    report.expect("The result is the one that the chain holds.", right)


def check_head(report: Report, poll: Evidence, head: str) -> None:
    last = poll.chain[-1]["hash"]
    right = poll.manifest["head"] == last and last.startswith(head.lower())
    report.expect(f"The head of the chain is {last}.", right, "Another one was expected.")


def check_count(report: Report, poll: Evidence, folder: Path) -> None:
    recount = load_recount(folder, poll.manifest["files"].get("recount.py", ""))
    if poll.ballots is None:
        report.note("The ballots are not in this file, so they were not counted again.")
    elif recount is None:
        report.note("There is no recount.py beside this program: nothing was counted again.")
    else:
        said = dict(Counter(dumps(ballot["choice"]) for ballot in poll.ballots))
        found = recount(poll.frozen | {"turnout": poll.closing["turnout"]}, said)
        right = contains(poll.result["result"], json.loads(dumps(found)))
        report.expect("The ballots, counted again, give this result.", right)


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
        if not report.wrong:  # nothing that was tampered with is run
            check_count(report, poll, folder)
    except Exception as error:
        report.expect("The evidence can be read.", False, repr(error))
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
