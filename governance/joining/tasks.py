"""What the worker does for this app."""

from governance.joining.actions import applications


def tell_board() -> int:
    return applications.tell_board()
