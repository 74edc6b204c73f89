from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "governance.ballots"
    verbose_name = _("Ballots")

    def ready(self) -> None:
        from governance.ballots import election, kinds, resolution

        kinds.register(resolution.KIND)
        kinds.register(election.KIND)
