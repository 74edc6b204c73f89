"""The single transferable vote as Scotland counts it: weighted inclusive Gregory."""

# Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules
# 45-52. Votes are in units of 1/100,000, the five decimals of rule 48(3).
#
# - quota (46): valid votes / (seats + 1) without decimals, plus one;
# - whoever reaches it at the end of a stage is elected (47), most votes first;
# - surplus (48, 49): the largest first, and before any exclusion, also when it can change
#   nothing. *All* papers of the candidate are passed on, each at its transfer value: surplus x
#   value on receipt / total votes, cut off after five decimals. What is cut off is `rounding`.
#   A paper without next preference takes its transfer value into `nontransferable`;
# - exclusion (50, 51): the lowest, one at a time, all papers at the values they have, in one stage;
# - last vacancies (52): when no more candidates continue than there are seats left, they are
#   elected and no vote moves any more. Once all seats are filled no surplus is passed on.
#
# Ties: the most recent earlier stage at which they differed, else the tie order: who is first
# there is elected or served first, who is last there is excluded. A tie never decides directly who
# is elected: no more candidates can reach the quota than there are seats, and rule 52 elects all
# who are left. So a tie between the last two for one seat is about the exclusion. A tie is of
# the stage that it led to: the one at which the chosen candidate is excluded, has the surplus
# passed on or stands in the list of the elected.
#
# Equal ranks, which the Order does not know: see `transfers`.

from collections.abc import Iterable

from governance.rules.election import Action, Election, Parcel, Purpose
from governance.rules.profile import Profile
from governance.rules.seats import declare
from governance.rules.transfers import Run

RULE = "stv"
VERSION = "1"
SCALE = 100_000


def count(profile: Profile, *, seats: int = 1, tie_order: Iterable[str] = ()) -> Election:
    """The election by Scottish STV; CountError for bad seats or an incomplete tie order."""
    declared = declare(RULE, VERSION, profile, seats, tie_order)
    quota = (declared.valid // (seats + 1) + 1) * SCALE
    run = Run(profile, declared.tie_order, scale=SCALE, quota=quota)
    run.record(Action.COUNT, (), _elect_at(quota, run))
    while vacancies := seats - len(run.winners):
        above = [winner for winner in run.winners if run.totals[winner] > quota]
        if len(run.continuing) == vacancies:
            last = run.elect(run.continuing)
            run.record(Action.FILL, last, last)
        elif above:
            rich = run.pick(above, Purpose.SURPLUS)
            parcels = _pass_surplus(rich, quota, run)
            run.record(Action.SURPLUS, (rich,), _elect_at(quota, run), parcels)
        else:
            excluded, parcels = run.exclude()
            run.record(Action.EXCLUDE, (excluded,), _elect_at(quota, run), parcels)
    return run.completed(declared)


def _elect_at(quota: int, run: Run) -> list[int]:
    return run.elect([one for one in run.continuing if run.totals[one] >= quota])


def _pass_surplus(rich: int, quota: int, run: Run) -> tuple[Parcel, ...]:
    # What is cut off is lost in rounding.
    total = run.totals[rich]
    surplus = total - quota
    run.totals[rich] = quota
    parcels = run.pass_on(rich, lambda value: surplus * value // total)
    lost = surplus - sum(parcel.papers * parcel.new for parcel in parcels)
    run.rounding += lost
    run.nontransferable += lost
    return parcels
