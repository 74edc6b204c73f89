"""The settings under test: the demo's, without a worker beside them."""

import os

os.environ["WIJKSTEM_MODE"] = "test"
os.environ.setdefault("LOG_LEVEL", "WARNING")

from wijkstem.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.toys"]  # noqa: F405
ROOT_URLCONF = "tests.toys.addresses"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # The power does not fail in a test; those that kill run on the site's own settings.
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
