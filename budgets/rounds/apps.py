from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "budgets.rounds"
    verbose_name = _("Budget rounds")

    def ready(self) -> None:
        from budgets.rounds.counting import BudgetCount
        from budgets.rounds.paper import BudgetPaper
        from governance.ballots import kinds

        kinds.register(BudgetCount(), BudgetPaper())
