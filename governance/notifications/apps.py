from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "governance.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from governance.members.signals import (
            address_changed,
            member_event_written,
            term_event_written,
        )
        from governance.notifications import mail_kinds
        from governance.notifications.actions.change_mails import tell_the_board, tell_the_member
        from governance.notifications.actions.new_address import tell_the_old

        address_changed.connect(tell_the_old)
        member_event_written.connect(tell_the_member)
        term_event_written.connect(tell_the_board)
        for kind in mail_kinds.OWN:
            mail_kinds.add_kind(kind)
