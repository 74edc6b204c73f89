"""Who did something, as rows of many tables keep it."""

from typing import Any

from django.conf import settings
from django.db import models

LONGEST_NAME = 140


def actor_fields() -> tuple["models.ForeignKey[Any, Any]", "models.CharField[str, str]"]:
    """User and shown name (`by, by_name = actor_fields()`); the name outlives the login."""
    user: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    return user, models.CharField(max_length=LONGEST_NAME, blank=True, editable=False)
