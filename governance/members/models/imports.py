"""Lists of members that are brought in from a file."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import actor_fields
from governance.members.models.purposes import ACTS, ACTS_OF_OTHERS, COPIES
from governance.members.privacy.declarations import Rows, Rule, Trace, personal
from governance.members.privacy.periods import Days


class RegisterImport(models.Model):
    """One file on its way into the register: brought in as a whole or not at all."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        IMPORTING = "importing", _("being brought in")
        IMPORTED = "imported", _("brought in")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    made_at = models.DateTimeField()
    by, by_name = actor_fields()
    name = models.CharField(_("file"), max_length=120)
    # The file and the rows are deleted afterwards.
    content = models.BinaryField(null=True)
    # Columns as [heading, [first cells]].
    headings = models.JSONField(default=list)
    # "columns": heading -> field. "defaults": field -> value for new members without one.
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    # Rows per outcome.
    counts = models.JSONField(default=dict)
    # Name of the problem or refusal, with ":" and the place in the file.
    problem = models.CharField(max_length=300, blank=True)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One row of the file with what it would become."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new member")
        CHANGED = "changed", _("changed")
        SAME = "same", _("unchanged")
        WRONG = "wrong", _("with a problem")

    source = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    # "cells", "number" and "name" of the member, "changes" (field -> [old, new]).
    values = models.JSONField(default=dict)
    # [field or "", code, what the cell says].
    problems = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome)

    class Meta:
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "line"], name="import_row_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source", "outcome", "line"], name="import_row_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.line}"


KEPT = 7  # days, an import that is not finished


def left_lying(imports: Rows, cutoff: datetime.datetime) -> Rows:
    """Imports whose file is still there, that were brought in or not touched since then."""
    over = Q(finished_at__isnull=False)
    over |= Q(touched_at__isnull=True, made_at__lt=cutoff) | Q(touched_at__lt=cutoff)
    return imports.exclude(content=None, headings=[]).filter(over).defer("content")


IMPORTS = Rule(
    "imports",
    _("Lists of members that were brought in, or left lying"),
    _("They are not needed any more (GDPR art. 5 lid 1 e)."),
    Days(KEPT),
)
personal(
    RegisterImport,
    purpose=COPIES,
    export=ACTS_OF_OTHERS,
    on_erasure=ACTS.named_in("by_name"),
    redact="name",
    keep=IMPORTS.when(left_lying, by_action=True, batch=1),
)
personal(
    ImportRow,
    purpose=COPIES,
    on_erasure=Trace(
        "imports",
        _("A list of members that is being brought in right now"),
        _("It is thrown away within days."),
    ).named_in("values", "problems"),
)
