"""The counting committee of the tests: a key in three shares, and what two of them open."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from nacl.public import PrivateKey

from governance.ballots.actions import keys, lifecycle
from governance.ballots.box import sealing
from governance.ballots.committee.files import OpenedBallots
from governance.ballots.models import CommitteeKey
from tests.factories import HALF, actor, draft

ROOT = Path(__file__).parents[1]


def ceremony(folder, *options):
    """Makes a key with the real command; returns the files of its shares and its public key."""
    done = command("make", folder, *options)
    assert done.returncode == 0, done.stderr
    public = json.loads((folder / "public-key.json").read_text())["public_key"]
    return sorted(folder.glob("share-*.txt")), public


def command(*words, typed=""):
    """Runs the committee's command as on its own computer: nothing of the site is set."""
    return subprocess.run(
        [sys.executable, "-m", "governance.ballots.committee", *map(str, words)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def committee_key(private=None, *, rehearsed=True, label="Sleutel"):
    """A key of the committee on the site, with its private half for the test alone."""
    private = private or PrivateKey.generate()
    public = base64.b64encode(bytes(private.public_key)).decode()
    key = keys.add_key(label=label, public_key=public, by=actor("Anneke"))
    if rehearsed:
        answer, _word = sealing.unseal(private, key.challenge)
        key = keys.rehearse(key=key, answer=answer, by=actor("Anneke"))
    return key, private


def rules_with(key: CommitteeKey):
    return {"majority": HALF, "quorum": None, "sealing": {"public_key": key.public_key}}


def sealed_resolution(key: CommitteeKey, slug="geheim", **fields):
    """An open resolution whose ballots are sealed to this key."""
    poll = draft(slug, mode="sealed", rules=rules_with(key), **fields)
    return lifecycle.open_poll(poll=poll, by=actor("chair"))


def opened(poll, private) -> OpenedBallots:
    """What the committee brings back."""
    bodies = poll.ballots.values_list("body", flat=True)
    ballots = sorted(sealing.unseal(private, body) for body in bodies)
    return OpenedBallots(poll.slug, poll.frozen_hash, tuple(ballots))
