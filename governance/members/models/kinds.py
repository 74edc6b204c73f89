"""The kinds of membership, which each co-operative sets by its statutes."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from governance.rules.roll import MOST_VOTES


class MemberKind(models.Model):
    """A kind of member with its votes (BW 2:38 lid 1: the statutes may give more than one)."""

    # Rolls and votes remember the kind by its key: it never changes.
    key = models.SlugField(_("key"), max_length=12, primary_key=True)
    name = models.CharField(_("name in Dutch"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    votes = models.PositiveSmallIntegerField(
        _("votes"), default=1, validators=[MaxValueValidator(MOST_VOTES)]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "key"]
        verbose_name = _("kind of member")
        verbose_name_plural = _("kinds of member")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name
