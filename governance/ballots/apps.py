from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "governance.ballots"
    verbose_name = _("Ballots")

    def ready(self) -> None:
        from governance.ballots import electors, kinds, mail_kinds
        from governance.ballots.actions.retention import purge_due
        from governance.ballots.actions.vote_cast_mail import BEGINNING
        from governance.ballots.electors.register import NAME, Register
        from governance.ballots.kinds.election import methods
        from governance.ballots.kinds.election.kind import ElectionCount
        from governance.ballots.kinds.election.paper import ElectionPaper
        from governance.ballots.kinds.resolution.kind import ResolutionCount
        from governance.ballots.kinds.resolution.paper import ResolutionPaper
        from governance.ballots.models.polls import BALLOTS
        from governance.members.actions import retention
        from governance.notifications.mail_kinds import add_kind
        from governance.notifications.models import LASTING

        electors.register_policy(NAME, Register)
        kinds.register(ResolutionCount(), ResolutionPaper())
        methods.load()
        kinds.register(ElectionCount(), ElectionPaper())
        for kind in mail_kinds.KINDS:
            add_kind(kind)
        LASTING.add(BEGINNING)
        retention.register(BALLOTS, purge_due)
        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(install_guards, sender=self)


def lift_guards(*, using: str, **_: Any) -> None:
    from governance.ballots.verification import triggers

    triggers.lift(connections[using])


def install_guards(*, using: str, **_: Any) -> None:
    from governance.ballots.verification import triggers

    triggers.install(connections[using])
