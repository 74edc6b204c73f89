from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JoiningConfig(AppConfig):
    name = "governance.joining"
    verbose_name = _("Joining")

    def ready(self) -> None:
        from governance.joining import own_parts, privacy

        own_parts.declare()
        privacy.declare()
