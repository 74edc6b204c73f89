"""The parts of the co-operative's area."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class NeighbourhoodQuerySet(models.QuerySet["Neighbourhood"]):
    def as_tree(self) -> "NeighbourhoodQuerySet":
        return self.select_related("parent").order_by(
            Coalesce("parent__order", "order"),
            Coalesce("parent__name", "name"),
            F("parent").asc(nulls_first=True),
            "order",
            "name",
        )


class Neighbourhood(models.Model):
    """A part of the area with its own budget; a district can hold quarters (wijk > buurt)."""

    class Level(models.TextChoices):
        DISTRICT = "wijk", _("district")
        QUARTER = "buurt", _("quarter")
        VILLAGE = "dorp", _("village")

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    level = models.CharField(_("sort"), max_length=5, choices=Level, default=Level.DISTRICT)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar = NeighbourhoodQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["order", "name"]
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> tuple[str, ...]:
        """The names of this place and of the one it is part of."""
        return (self.name, self.parent.name) if self.parent else (self.name,)

    def clean(self) -> None:
        if self.parent is None:
            return
        if self.level != self.Level.QUARTER:
            raise ValidationError({"parent": _("Only a quarter is part of a district.")})
        if self.parent_id == self.pk or self.parent.level != self.Level.DISTRICT:
            raise ValidationError({"parent": _("Choose a district here.")})
