"""The same with real deaths: a process that does all tasks over and over gets SIGKILL at moments
of chance, and what is left is finished by another."""

import os
import random
import signal
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
import os
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


def work(rounds):
    for _ in range(rounds):
        for task in (tasks.mail_due, tasks.tell_due, tasks.checkpoint_due, tasks.close_due,
                     tasks.tally_due, tasks.vacuum_due, send_outbox):
            task()


for rounds in sys.stdin:
    child = os.fork()
    if child == 0:
        work(int(rounds))
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.fixture
def site(tmp_path):
    """A process that has loaded the site. Each line sent to it forks a worker, which does all tasks
    that often; it says the worker's process id, and when that ended with which status."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres:///{name}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    command = [sys.executable, "-c", WORK, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:
        yield process
        process.stdin.close()


def worker(site, rounds):
    site.stdin.write(f"{rounds}\n")
    site.stdin.flush()
    return int(site.stdout.readline())


def work_and_be_killed(site, chance):
    process = worker(site, 1000)
    time.sleep(chance.uniform(0.02, 0.5))
    os.kill(process, signal.SIGKILL)
    assert int(site.stdout.readline()) == signal.SIGKILL
    let_time_pass()


def finish(site):
    worker(site, 3)
    assert int(site.stdout.readline()) == 0
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


def test_tasks_that_are_killed_for_real_lose_nothing_and_send_nothing_twice(
    site, tmp_path, monkeypatch
):
    monkeypatch.setattr(bulletin_board, "STEP", 2)
    people = [member() for _ in range(VOTERS)]
    User.objects.update(language="en")
    life = Life("geveld", [people[number] for number in (0, 1, 2, -1)])
    life.voters = people
    chance = random.Random(11)  # noqa: S311
    for _ in range(3):
        work_and_be_killed(site, chance)
    finish(site)
    life.close()
    for _ in range(2):
        work_and_be_killed(site, chance)
    finish(site)
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
