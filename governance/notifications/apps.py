from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "governance.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from governance.notifications import kinds, own_parts, privacy

        for kind in kinds.OWN:
            kinds.register(kind)
        own_parts.declare()
        privacy.declare()
