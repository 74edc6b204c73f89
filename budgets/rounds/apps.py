from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "budgets.rounds"
    verbose_name = _("Budget rounds")

    def ready(self) -> None:
        from budgets.rounds import counting
        from governance.ballots import kinds

        kinds.register(counting.KIND)
