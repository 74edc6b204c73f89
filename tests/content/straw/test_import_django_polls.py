"""The tables of django-polls 0.2, brought in as straw polls."""

import io
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from content.straw import actions
from content.straw.models import Question, Vote
from governance.ballots.models import Ballot, Poll
from governance.members.models import User

pytestmark = pytest.mark.django_db

# What Django 1.6 made of the models of django-polls 0.2, and of its own users.
SCHEMA = """
CREATE TABLE "auth_user" (
    "id" integer NOT NULL PRIMARY KEY, "password" varchar(128) NOT NULL,
    "last_login" datetime NOT NULL, "is_superuser" bool NOT NULL,
    "username" varchar(30) NOT NULL UNIQUE, "first_name" varchar(30) NOT NULL,
    "last_name" varchar(30) NOT NULL, "email" varchar(75) NOT NULL, "is_staff" bool NOT NULL,
    "is_active" bool NOT NULL, "date_joined" datetime NOT NULL);
CREATE TABLE "polls_poll" (
    "id" integer NOT NULL PRIMARY KEY, "question" varchar(255) NOT NULL,
    "description" text NOT NULL);
CREATE TABLE "polls_choice" (
    "id" integer NOT NULL PRIMARY KEY,
    "poll_id" integer NOT NULL REFERENCES "polls_poll" ("id"), "choice" varchar(255) NOT NULL);
CREATE TABLE "polls_vote" (
    "id" integer NOT NULL PRIMARY KEY,
    "user_id" integer NOT NULL REFERENCES "auth_user" ("id"),
    "poll_id" integer NOT NULL REFERENCES "polls_poll" ("id"),
    "choice_id" integer NOT NULL REFERENCES "polls_choice" ("id"), UNIQUE ("poll_id", "user_id"));
CREATE INDEX "polls_choice_poll" ON "polls_choice" ("poll_id");
"""
USERS = ["anna@example.org", "BRAM@Example.org", "weg@example.org", "", "anna@example.org"]
POLLS = [(1, "Een speeltuin?", "Bij de haven."), (2, "L" * 255, "")]
CHOICES = [(1, 1, "Ja"), (2, 1, "Nee"), (3, 2, "Links"), (4, 2, "Rechts")]
VOTES = [
    (1, 1, 1, 1),  # Anna: yes
    (2, 2, 1, 2),  # Bram: no
    (3, 3, 1, 1),  # somebody without a login here
    (4, 4, 1, 1),  # somebody without an address
    (5, 5, 1, 2),  # Anna once more, under another name
    (6, 1, 2, 4),  # Anna: right
    (7, 2, 2, 1),  # Bram, with a choice of the other poll
]


def write(path, *, schema=SCHEMA, votes=VOTES):
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(schema)
        for number, email in enumerate(USERS, start=1):
            old.execute(
                "INSERT INTO auth_user VALUES (?, '!', '', 0, ?, '', '', ?, 0, 1, '')",
                (number, f"user{number}", email),
            )
        old.executemany("INSERT INTO polls_poll VALUES (?, ?, ?)", POLLS)
        old.executemany("INSERT INTO polls_choice VALUES (?, ?, ?)", CHOICES)
        old.executemany("INSERT INTO polls_vote VALUES (?, ?, ?, ?)", votes)
    return path


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "old.sqlite3")


@pytest.fixture(autouse=True)
def users(db):
    return [User.objects.create_user(f"{name}@example.org") for name in ("anna", "bram", "nieuw")]


def run(*arguments):
    out = io.StringIO()
    with translation.override("nl"):
        call_command("import_django_polls", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def stored():
    polls = {
        poll.text: {choice.text: choice.votes.count() for choice in poll.choices.all()}
        for poll in Question.objects.order_by("pk")
    }
    votes = Vote.objects.order_by("pk").values_list("user__email", "choice__text")
    return polls, list(votes)


def test_polls_choices_and_votes_come_in_closed(file):
    run(file)
    polls, votes = stored()
    assert polls == {
        "Een speeltuin?": {"Ja": 1, "Nee": 1},
        f"{'L' * 199}…": {"Links": 0, "Rechts": 1},
    }
    assert votes == [
        ("anna@example.org", "Ja"),
        ("bram@example.org", "Nee"),
        ("anna@example.org", "Rechts"),
    ]
    assert not Question.objects.filter(closes_at__gt=timezone.now()).exists()
    short, long = Question.objects.order_by("pk")
    assert (short.explanation, long.explanation) == ("Bij de haven.", "L" * 255)
    assert not Poll.objects.exists()
    assert not Ballot.objects.exists()


def test_it_tells_what_it_did_and_why_it_refused_each_vote(file):
    said = run(file)
    assert said == [
        "/peilingen/een-speeltuin/  new, 2 choices, 2 votes new, 0 there already",
        "  2 votes left out: their user has no login here",
        "  vote 5 refused: this user has a vote in this poll already",
        f"/peilingen/{'l' * 60}/  new, 2 choices, 1 votes new, 0 there already",
        "  vote 7 refused: its choice is not one of this poll",
        "2 polls, 2 of them new. 3 votes new, 0 there already, 2 left out since their user has no "
        "login here, 2 refused.",
    ]
    assert not any("@" in line for line in said)


def test_choices_stand_in_the_order_of_the_old_site(tmp_path):
    file = write(tmp_path / "old.sqlite3")
    with closing(sqlite3.connect(file)) as old, old:
        old.execute("UPDATE polls_choice SET choice = 'Zeker' WHERE id = 1")
    run(file)
    poll = Question.objects.get(text="Een speeltuin?")
    assert [choice.text for choice in poll.choices.all()] == ["Nee", "Zeker"]


def test_a_second_time_changes_nothing(file):
    run(file)
    before = stored(), list(Question.objects.values())
    said = run(file)
    assert (stored(), list(Question.objects.values())) == before
    assert said[-1].startswith("2 polls, 0 of them new. 0 votes new, 3 there already,")


def test_a_user_who_came_later_gets_the_old_vote_the_next_time(file):
    run(file)
    User.objects.create_user("weg@example.org")
    said = run(file)
    assert said[-1].startswith("2 polls, 0 of them new. 1 votes new, 3 there already, 1 left out")
    assert stored()[0]["Een speeltuin?"] == {"Ja": 2, "Nee": 1}


def test_an_old_vote_never_replaces_one_that_was_changed_here(file):
    run(file)
    poll = Question.objects.get(text="Een speeltuin?")
    Question.objects.filter(pk=poll.pk).update(closes_at=timezone.now() + timezone.timedelta(1))
    no, anna = poll.choices.get(text="Nee"), User.objects.get(email="anna@example.org")
    actions.vote(question=poll, choice=str(no.pk), voter=anna)
    run(file)
    assert stored()[0]["Een speeltuin?"] == {"Ja": 0, "Nee": 2}


def test_dry_run_tells_the_same_and_stores_nothing(file):
    said = run(file, "--dry-run")
    assert stored() == ({}, [])
    assert [*run(file), "This was a dry run: nothing was stored."] == said


def test_votes_of_a_poll_that_is_gone_are_told(tmp_path):
    said = run(write(tmp_path / "old.sqlite3", votes=[*VOTES, (8, 2, 99, 1)]))
    assert said[-2].endswith("2 left out since their user has no login here, 3 refused.")
    assert said[-1] == "Of these, 1 belong to a poll that is gone."


def test_file_of_a_later_version_is_read_too(tmp_path):
    file = write(tmp_path / "old.sqlite3")
    with closing(sqlite3.connect(file)) as old, old:
        old.execute("ALTER TABLE polls_poll ADD is_closed bool NOT NULL DEFAULT 0")
        old.execute("ALTER TABLE polls_vote ADD comment text")
    assert run(file)[-1].startswith("2 polls, 2 of them new. 3 votes new")


def without(table):
    return SCHEMA.replace(f'"{table}"', f'"x_{table}"')


def make(path, kind):
    """A file that is no database of django-polls."""
    match kind:
        case "text":
            path.write_text("Stemmen: 12")
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "other":
            with closing(sqlite3.connect(path)) as old, old:
                old.executescript('CREATE TABLE "polls_poll" ("id" integer, "question" text)')
        case "no users":
            with closing(sqlite3.connect(path)) as old, old:
                old.executescript(without("auth_user"))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("absent", "old.sqlite3: there is no such file."),
        ("folder", "old.sqlite3: there is no such file."),
        ("text", "old.sqlite3 is not a SQLite database that can be read."),
        ("empty", "old.sqlite3 is not a database of django-polls: no table polls_poll."),
        (
            "other",
            "old.sqlite3 is not a database of django-polls: no column polls_poll.description.",
        ),
        ("no users", "old.sqlite3 is not a database of django-polls: no table auth_user."),
    ],
)
def test_another_file_is_refused_with_one_sentence(tmp_path, kind, sentence):
    path = tmp_path / "old.sqlite3"
    make(path, kind)
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_django_polls", str(path), stderr=said)
    assert (ended.value.code, said.getvalue()) == (2, f"{sentence}\n")
    assert not Question.objects.exists()


def test_the_old_file_is_only_read(file):
    before = file.read_bytes()
    run(file)
    assert file.read_bytes() == before
