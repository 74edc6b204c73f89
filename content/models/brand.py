"""The co-operative whose site this is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from content.models.standard import StandardPage


@register_setting(icon="home")
class Brand(BaseSiteSetting):
    """Its name and where to reach it: one per site, at the foot of every page."""

    name = models.CharField(_("name of the co-operative"), max_length=80, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    panels: ClassVar = [FieldPanel("name"), FieldPanel("address"), FieldPanel("email")]

    class Meta:
        verbose_name = _("co-operative")

    def __str__(self) -> str:
        return self.name

    def links(self) -> list[Page]:
        # In the visitor's language.
        pages = StandardPage.objects.live().in_menu()
        language = translation.get_language()
        return list(pages.filter(locale__language_code=language).order_by("path"))
