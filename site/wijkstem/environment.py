"""Where the settings come from: the environment, or `.env` on a developer's machine."""
# Three modes. *production* is the default and refuses to start unsafely. *demo* is what `make run`
# sets: a mailbox page instead of real mail, and a one-click login. *test* is the demo without a
# worker beside it.

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]
DEMO_KEY = "demo-only-"


class Refused(SystemExit):
    """The settings are not safe to start with; ends the process with this one sentence."""


def read() -> environ.Env:
    # `.env` counts only where the environment itself names no mode.
    env = environ.Env()
    if "WIJKSTEM_MODE" not in env.ENVIRON:
        environ.Env.read_env(ROOT / ".env")
    return env


def mode(env: environ.Env) -> str:
    chosen: str = env.str("WIJKSTEM_MODE", default="production")
    if chosen not in ("production", "demo", "test"):
        raise Refused(f"WIJKSTEM_MODE is '{chosen}', and must be production, demo or test.")
    return chosen


def secret_key(env: environ.Env, chosen: str) -> str:
    key: str = env.str("SECRET_KEY", default="")
    if chosen == "production" and (len(key) < 50 or key.startswith(DEMO_KEY)):
        raise Refused(
            "Production needs a SECRET_KEY in the environment, of 50 random characters or more."
        )
    return key or DEMO_KEY + "not-a-secret"


def debug(env: environ.Env, chosen: str) -> bool:
    wanted: bool = env.bool("DEBUG", default=False)
    if wanted and chosen == "production":
        raise Refused(
            "Production does not start with DEBUG on: unset DEBUG, or set WIJKSTEM_MODE=demo."
        )
    return wanted


def allowed_hosts(env: environ.Env, chosen: str) -> list[str]:
    hosts: list[str] = env.list("ALLOWED_HOSTS", default=[])
    if chosen == "production" and not hosts:
        raise Refused(
            "Production needs ALLOWED_HOSTS in the environment: the site's names, with commas."
        )
    return hosts or ["localhost", "127.0.0.1", "[::1]", "testserver"]


def database(env: environ.Env, var: str) -> dict[str, object]:
    """SQLite in the folder `var` unless DATABASE_URL says otherwise."""
    # On SQLite every transaction takes the write lock at its start (IMMEDIATE): with the default,
    # most simultaneous casts fail with "database is locked".
    url: str = env.str("DATABASE_URL", default="") or f"sqlite:///{var}/wijkstem.sqlite3"
    chosen: dict[str, object] = env.db_url_config(url)
    if chosen["ENGINE"] == "django.db.backends.sqlite3":
        chosen["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        chosen["CONN_MAX_AGE"] = 60
        chosen["CONN_HEALTH_CHECKS"] = True
    return chosen


def queue(redis: str) -> dict[str, object]:
    # django-q2 delivers at least once: tasks lock their row and check its state.
    cluster: dict[str, object] = {
        "name": "wijkstem",
        "workers": 1,
        "timeout": 600,
        "retry": 660,
        "max_attempts": 3,
        "catch_up": False,
        "recycle": 100_000,
        "save_limit": 250,
        "poll": 0.5,
        "ack_failures": True,
        "label": "Taken",
    }
    return cluster | ({"redis": redis} if redis else {"orm": "default"})


def cache(redis: str) -> dict[str, object]:
    # One cache for all processes: rate limits count over the whole site.
    if redis:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # With Django's 300 a busy evening would push out who tried how often.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
