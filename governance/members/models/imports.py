"""Lists of members that are brought in from a file."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import actor_fields


class RegisterImport(models.Model):
    """One file on its way into the register: uploaded, its columns named, every row checked, and
    then brought in whole or not at all. The file and the rows are thrown away afterwards.

    `headings`: the columns, each as [heading, [what stands in the first rows]]. `mapping`:
    "columns" (heading -> name of the field) and "defaults" (field -> value for new members without
    one). `done` of `total` rows are checked. `counts`: rows per outcome. `problem`: name of the
    problem or refusal where it failed, with ":" and the place in the file.
    """

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
    content = models.BinaryField(null=True)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
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
    """One row of the file with what would become of it. `values`: "cells" as in the file, "number"
    and "name" of the member, "changes" (field -> [old, new]). `problems`: [field or "", code, what
    it says]."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new member")
        CHANGED = "changed", _("changed")
        SAME = "same", _("unchanged")
        WRONG = "wrong", _("with a problem")

    source = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
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
