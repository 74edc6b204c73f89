"""The roles. Each is a Django group of the same name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles that a user can hold; the value is the name of the group."""

    EDITOR = "redactie", _("editor")
    SECRETARY = "secretaris", _("secretary")
    CHAIR = "voorzitter", _("chair")
    TREASURER = "penningmeester", _("treasurer")
    COUNTING = "stemcommissie", _("counting committee")
    ADMINISTRATOR = "beheerder", _("administrator")


OFFICERS = frozenset({Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.ADMINISTRATOR})

# The group of everyone who is a member: private pages and documents are shared with it.
MEMBERS_GROUP = "leden"
