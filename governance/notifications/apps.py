from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "governance.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from governance.members.signals import appointed, noted, readdressed
        from governance.notifications import kinds
        from governance.notifications.actions.new_address import tell_the_old
        from governance.notifications.actions.word_of_acts import tell_the_board, tell_the_member

        readdressed.connect(tell_the_old)
        noted.connect(tell_the_member)
        appointed.connect(tell_the_board)
        for kind in kinds.OWN:
            kinds.register(kind)
