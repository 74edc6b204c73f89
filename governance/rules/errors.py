"""The one error of the counting rules."""


class CountError(ValueError):
    """The message is one English sentence."""
