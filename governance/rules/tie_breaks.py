"""Who comes first of candidates with equal votes."""

# What decides is the most recent earlier stage at which they differed, else the tie order. Of
# more than two it may take several steps: going back stage by stage, only those who are furthest
# ahead (or behind) at that stage stay in, until one is left.
#
# Source: rules 49(2)-(3) and 51 of schedule 1 to the Scottish Local Government Elections Order
# 2007 (SSI 2007/42). The tie order takes the place of the lot that is drawn there. The Order
# does not say what follows when only some of the tied differed; the steps do.

from collections.abc import Sequence

from governance.rules.election import Stage


def break_tie(
    tied: Sequence[int], stages: Sequence[Stage], ranks: Sequence[int], *, highest: bool
) -> tuple[int, int | None]:
    """Who of the tied is highest (or lowest), and the stage, from 1, that left only this one."""
    # `tied`: numbers of candidates, at least one. `stages`: the earlier ones, the oldest first.
    # `ranks`: place of each candidate in the tie order; first there is highest, last there lowest.
    # The stage is None when the tie order decided. This holds for candidates whose votes never fell
    # until now: those who continue, and those whose surplus has not been passed on.
    left = list(tied)
    for number in range(len(stages), 0, -1):
        totals = stages[number - 1].totals
        votes = [totals[candidate] for candidate in left]
        edge = max(votes) if highest else min(votes)
        left = [candidate for candidate in left if totals[candidate] == edge]
        if len(left) == 1:
            return left[0], number
        if all(stages[0].totals[candidate] == edge for candidate in left):
            break  # nobody gained since the first stage, so they were equal all the way
    place = ranks.__getitem__
    return (min(left, key=place) if highest else max(left, key=place)), None
