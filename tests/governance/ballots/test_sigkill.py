"""The same with real deaths: a process that does all tasks over and over gets SIGKILL at moments
of chance, and what is left is finished by another."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from django.db import connection

from governance.ballots.actions import bulletin_board
from governance.members.models import User
from tests.factories import member
from tests.governance.ballots.lives import Life, let_time_pass

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
VOTERS = 60
WORK = """
import sys
import django
django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = sys.argv[1]
from governance.ballots import tasks
from governance.ballots.actions import mailings
from governance.ballots.actions import bulletin_board
from governance.notifications.tasks import send_outbox
bulletin_board.STEP, mailings.BATCH = 2, 4
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    for task in (tasks.mail_due, tasks.tell_due, tasks.checkpoint_due, tasks.close_due,
                 tasks.tally_due, tasks.vacuum_due, send_outbox):
        task()
"""


def worker(folder, rounds):
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres:///{name}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    command = [sys.executable, "-c", WORK, str(folder), str(rounds)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    return process


def work_and_be_killed(folder, chance):
    process = worker(folder, 1000)
    time.sleep(chance.uniform(0.02, 0.5))
    process.kill()
    process.wait()
    let_time_pass()


def finish(folder):
    process = worker(folder, 3)
    assert process.wait(120) == 0
    let_time_pass()


def arrived(folder):
    """Subject and address of each mail, and how often its Message-ID came."""
    found = Counter()
    for file in folder.iterdir():
        for text in file.read_bytes().split(b"-" * 79)[:-1]:
            letter = message_from_bytes(text.lstrip())
            subject = str(make_header(decode_header(letter["Subject"])))
            found[subject, letter["To"], letter["Message-ID"]] += 1
    return found


def test_tasks_that_are_killed_for_real_lose_nothing_and_send_nothing_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(bulletin_board, "STEP", 2)
    people = [member() for _ in range(VOTERS)]
    User.objects.update(language="en")
    life = Life("geveld", [people[number] for number in (0, 1, 2, -1)])
    life.voters = people
    chance = random.Random(11)  # noqa: S311
    for _ in range(3):
        work_and_be_killed(tmp_path, chance)
    finish(tmp_path)
    life.close()
    for _ in range(2):
        work_and_be_killed(tmp_path, chance)
    finish(tmp_path)
    mails = arrived(tmp_path)
    expected = Counter(
        (subject, user.email)
        for user in User.objects.all()
        for subject in (
            f"You can vote now: {life.poll.question}",
            f"The result is there: {life.poll.question}",
        )
    ) + Counter(("A vote was cast in your name", one.user.email) for one in people[:3])
    assert Counter((subject, to) for subject, to, _name in mails) == expected
    assert sum(mails.values()) - len(mails) <= 5, "at most one per death, with the same Message-ID"
    life.expect_result()
