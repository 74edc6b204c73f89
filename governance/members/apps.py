from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "governance.members"
    verbose_name = _("Members")

    def ready(self) -> None:
        from governance.members.actions import erasure, imports, retention
        from governance.members.models.imports import IMPORTS
        from governance.members.models.register import FORMER_MEMBERS

        autodiscover_modules("capabilities")
        retention.register(FORMER_MEMBERS, erasure.erase_due)
        retention.register(IMPORTS, imports.purge_imports)
