from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrawConfig(AppConfig):
    name = "content.straw"
    verbose_name = _("Straw polls")
