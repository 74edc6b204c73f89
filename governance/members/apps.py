from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "governance.members"
    verbose_name = _("Members")

    def ready(self) -> None:
        autodiscover_modules("capabilities")
