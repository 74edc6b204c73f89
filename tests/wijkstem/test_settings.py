"""Starting: production refuses what is unsafe, in one sentence; the demo needs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
SAFE = {
    "WIJKSTEM_MODE": "production",
    "SECRET_KEY": "correct-horse-battery-staple-0123456789-abcdefghijklm",
    "ALLOWED_HOSTS": "wijk.example",
    "VAR_DIR": "/nonexistent",
}


def manage(*arguments, **environment):
    """Runs manage.py with this environment alone."""
    return subprocess.run(
        [sys.executable, "site/manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(name, **environment):
    """The setting as a process reads it that starts with this environment alone."""
    script = f"from django.conf import settings; print(settings.{name})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT / "site"), "DJANGO_SETTINGS_MODULE": "wijkstem.settings"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Production needs a SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "Production needs a SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-" + "x" * 60}, "Production needs a SECRET_KEY"),
        ({"DEBUG": "1"}, "Production does not start with DEBUG on"),
        ({"ALLOWED_HOSTS": ""}, "Production needs ALLOWED_HOSTS"),
        ({"WIJKSTEM_MODE": "prod"}, "must be production, demo or test"),
    ],
)
def test_production_refuses_in_one_clear_sentence(change, sentence):
    done = manage("check", **SAFE | change)
    assert done.returncode != 0
    assert sentence in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_production_starts_when_it_is_safe():
    done = manage("check", "--deploy", **SAFE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_has_no_demo_pages_and_no_demo_mailbox():
    script = (
        "from django.urls import resolve, Resolver404\n"
        "from django.conf import settings\n"
        "print(resolve('/demo/postvak/').func.__module__, settings.EMAIL_BACKEND,"
        " 'wijkstem.demo' in settings.INSTALLED_APPS)"
    )
    done = manage("shell", "-v", "0", "-c", script, **SAFE)
    assert done.stdout.split() == [
        "wagtail.views",
        "django.core.mail.backends.smtp.EmailBackend",
        "False",
    ], done.stderr


def test_nothing_but_the_environment_makes_it_a_demo():
    assert setting("DEMO", **SAFE) == "False"
    assert setting("DEMO", WIJKSTEM_MODE="demo") == "True"


def test_sqlite_takes_the_write_lock_at_once_and_syncs_fully():
    options = setting("DATABASES['default']['OPTIONS']", WIJKSTEM_MODE="demo")
    for wanted in ("IMMEDIATE", "journal_mode=WAL", "synchronous=FULL", "'timeout': 20"):
        assert wanted in options


def test_database_and_redis_come_from_the_environment():
    environment = SAFE | {
        "DATABASE_URL": "postgres://anna:geheim@db.example:5433/wijk",
        "REDIS_URL": "redis://cache.example:6379/1",
    }
    assert setting("DATABASES['default']['ENGINE']", **environment).endswith("postgresql")
    assert setting("DATABASES['default']['PORT']", **environment) == "5433"
    assert setting("Q_CLUSTER['redis']", **environment) == "redis://cache.example:6379/1"
    assert setting("CACHES['default']['BACKEND']", **environment).endswith("RedisCache")
