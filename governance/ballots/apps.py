from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "governance.ballots"
    verbose_name = _("Ballots")

    def ready(self) -> None:
        from governance.ballots import election, kinds, mail_kinds, resolution
        from governance.ballots.actions.told import BEGINNING
        from governance.notifications.kinds import register
        from governance.notifications.models import LASTING

        kinds.register(resolution.KIND)
        kinds.register(election.KIND)
        for kind in mail_kinds.KINDS:
            register(kind)
        LASTING.add(BEGINNING)
        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(install_guards, sender=self)


def lift_guards(*, using: str, **_: Any) -> None:
    from governance.ballots import guards

    guards.lift(connections[using])


def install_guards(*, using: str, **_: Any) -> None:
    from governance.ballots import guards

    guards.install(connections[using])
