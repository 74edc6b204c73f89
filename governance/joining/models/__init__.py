"""Who asks to become a member, what they are asked, and who was invited by letter."""

from governance.joining.models.applications import Application, Question
from governance.joining.models.invitations import Invitation

__all__ = ["Application", "Invitation", "Question"]
