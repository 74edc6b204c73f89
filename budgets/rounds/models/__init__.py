from budgets.rounds.models.history import RoundEvent
from budgets.rounds.models.rounds import (
    BudgetPoll,
    Envelope,
    OnBallot,
    Phase,
    Project,
    Round,
)

__all__ = ["BudgetPoll", "Envelope", "OnBallot", "Phase", "Project", "Round", "RoundEvent"]
