"""The one error of the counting rules."""


class CountError(ValueError):
    """Ballots, numbers or settings that cannot be counted; the message is one English sentence."""
