"""IRV and Scottish STV against the definition, and what the literature promises of them.

One random election is put to all properties: to make it costs more than to ask.
"""

from hypothesis import given

from governance.rules import irv, stv
from tests.governance.rules.elections import Election, elections
from tests.governance.rules.transfer_properties import (
    COMMON,
    ONE_SEAT,
    agrees_with_naive_irv,
    agrees_with_naive_stv,
    groups_are_represented,
    quota_is_the_smallest,
    starts_as_irv,
)

OF_IRV = (*COMMON, *ONE_SEAT, agrees_with_naive_irv)
OF_STV = (*COMMON, agrees_with_naive_stv, quota_is_the_smallest, groups_are_represented)
OF_ONE_SEAT_STV = (*ONE_SEAT, starts_as_irv)


@given(elections(seats=1) | elections(seats=1, equal=True))
def test_irv_keeps_its_promises(election: Election) -> None:
    for holds in OF_IRV:
        holds(irv.count, election)


@given(elections() | elections(equal=True))
def test_stv_keeps_its_promises(election: Election) -> None:
    for holds in OF_STV:
        holds(stv.count, election)


@given(elections(seats=1) | elections(seats=1, equal=True))
def test_stv_for_one_seat_keeps_its_promises(election: Election) -> None:
    for holds in OF_ONE_SEAT_STV:
        holds(stv.count, election)


@given(elections(most_candidates=7, most_voters=40))
def test_stv_agrees_with_the_definition_on_larger_elections(election: Election) -> None:
    agrees_with_naive_stv(stv.count, election)
