"""What the worker does for this app."""

from content import actions


def gather_members() -> None:
    """New members can read the members' documents, those who left no longer."""
    actions.gather_members()
