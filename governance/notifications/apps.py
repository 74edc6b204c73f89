from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "governance.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from governance.members.signals import readdressed
        from governance.notifications import kinds, own_parts, privacy
        from governance.notifications.actions.new_address import tell_the_old

        readdressed.connect(tell_the_old)
        for kind in kinds.OWN:
            kinds.register(kind)
        own_parts.declare()
        privacy.declare()
