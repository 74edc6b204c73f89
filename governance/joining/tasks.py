"""What the worker does for this app."""

from governance.joining import actions


def tell_board() -> int:
    return actions.tell_board()
