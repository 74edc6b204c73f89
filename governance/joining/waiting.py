"""How much waits for whom."""

from governance.joining.actions.applications import BOARD
from governance.joining.models import Application
from governance.members.models import User


def waiting_for(user: User) -> int:
    """How many applications wait for this board member; 0 for anybody else."""
    return Application.objects.waiting().count() if user.roles & set(BOARD) else 0
