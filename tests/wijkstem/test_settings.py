"""Starting: production refuses what is unsafe, in one sentence; the demo needs nothing."""

import json
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


# --- what stands in production, in one look: to start takes some seconds

LOOK = """
import io, json, logging
from django.conf import settings
from django.core.management import call_command
from django.urls import resolve
said = io.StringIO()
call_command("check", deploy=True, stdout=said, stderr=said)
loggers = ("governance", "django.db.backends", "django.template")
found = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
found |= {"check": said.getvalue(), "mailbox": resolve("/demo/postvak/").func.__module__}
found["heard"] = [logging.getLogger(name).isEnabledFor(logging.DEBUG) for name in loggers]
print(json.dumps(found, default=str))
"""


@pytest.fixture(scope="module")
def production():
    """The settings of a safe production that logs all it can, and what else LOOK finds."""
    done = manage("shell", "-v", "0", "-c", LOOK, **SAFE, LOG_LEVEL="DEBUG")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_starts_when_it_is_safe(production):
    assert "no issues" in production["check"]


def test_production_has_no_demo_pages_and_no_demo_mailbox(production):
    assert production["mailbox"] == "wagtail.views"
    assert production["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert "wijkstem.demo" not in production["INSTALLED_APPS"]


def test_cookies_of_production_are_for_the_server_and_for_https_alone(production):
    for name in ("SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert production[name] is True, name
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SESSION_COOKIE_SAMESITE"] == production["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert production["SECURE_HSTS_SECONDS"] == 31536000


def test_loggers_that_write_values_stay_quiet_whatever_the_log_level(production):
    assert production["heard"] == [True, False, False]


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
