"""Dutch is complete and current: every English sentence in the code has its Dutch one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "site/locale/nl/LC_MESSAGES/django.po"


def catalogue(path):
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def key(message):
    plain = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, plain


def faults(messages):
    """Messages without Dutch, doubtful ones, and those whose placeholders differ."""
    for message in messages:
        if not message.id:
            continue
        words = [message.string] if isinstance(message.string, str) else message.string
        if not all(words):
            yield "untranslated", key(message)
        if message.fuzzy:
            yield "doubtful", key(message)
        for error in message.check():
            yield str(error), key(message)


def test_every_sentence_has_its_dutch():
    assert list(faults(catalogue(CATALOGUE))) == []


def test_a_missing_sentence_would_be_found(tmp_path):
    holed = tmp_path / "django.po"
    holed.write_text('msgid ""\nmsgstr ""\n\nmsgid "Vote"\nmsgstr ""\n')
    assert [fault for fault, _ in faults(catalogue(holed))] == ["untranslated"]


def test_catalogue_is_current(tmp_path):
    """Collects the sentences anew, in a copy, and finds none that the catalogue lacks."""
    if not shutil.which("xgettext"):
        say = pytest.fail if os.environ.get("REQUIRE_GETTEXT") else pytest.skip
        say("gettext is absent: whether all sentences are collected was not checked")
    copy = tmp_path / "tree"
    shutil.copytree(
        ROOT,
        copy,
        ignore=shutil.ignore_patterns(".git", ".venv", "var", "tests", "docs", "static", "*.mo"),
    )
    subprocess.run(
        [sys.executable, "site/manage.py", "makemessages", "-l", "nl", "--no-location"],
        cwd=copy,
        env={
            "PATH": os.environ["PATH"],
            "WIJKSTEM_MODE": "test",
            "PYTHONPATH": f"{copy}:{copy}/site",
        },
        check=True,
        capture_output=True,
    )
    collected = {
        key(message) for message in catalogue(copy / CATALOGUE.relative_to(ROOT)) if message.id
    }
    known = {key(message) for message in catalogue(CATALOGUE) if message.string}
    assert collected - known == set()
    assert len(collected) > 300
