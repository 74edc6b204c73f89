"""Quorum just below, at and above."""

import pytest

from governance.rules.quorum import CountError, Holders, Quorum, Unit, check, quorum_from


@pytest.mark.parametrize(
    ("quorum", "heads", "met", "needed"),
    [
        (Quorum(1, 2), 49, False, 50),
        (Quorum(1, 2), 50, True, 50),
        (Quorum(1, 2), 51, True, 50),
        (Quorum(1, 2, strict=True), 50, False, 51),
        (Quorum(1, 2, strict=True), 51, True, 51),
        (Quorum(2, 3), 66, False, 67),
        (Quorum(2, 3), 67, True, 67),
        (Quorum(1, 1), 99, False, 100),
        (Quorum(1, 1), 100, True, 100),
    ],
)
def test_part_of_the_members(quorum: Quorum, heads: int, met: bool, needed: int) -> None:
    presence = check(quorum, present=Holders(heads, heads), entitled=Holders(100, 100))
    assert (presence.met, presence.needed) == (met, needed)
    assert (presence.present, presence.entitled) == (heads, 100)


def test_heads_and_votes_are_apart() -> None:
    present, entitled = Holders(heads=10, votes=60), Holders(heads=40, votes=100)
    assert not check(Quorum(1, 2), present=present, entitled=entitled).met
    presence = check(Quorum(1, 2, unit=Unit.VOTES), present=present, entitled=entitled)
    assert (presence.met, presence.present, presence.needed) == (True, 60, 50)


def test_an_empty_hall_never_meets_a_quorum() -> None:
    presence = check(Quorum(1, 2), present=Holders(0, 0), entitled=Holders(0, 0))
    assert (presence.met, presence.needed) == (False, 1)


def test_more_present_than_entitled_is_refused() -> None:
    with pytest.raises(CountError):
        check(Quorum(1, 2), present=Holders(3, 1), entitled=Holders(2, 2))


@pytest.mark.parametrize("part", [(0, 1), (2, 1), (1, 0)])
def test_parts_that_mean_nothing_are_refused(part: tuple[int, int]) -> None:
    with pytest.raises(CountError):
        Quorum(*part)


def test_settings_from_plain_data() -> None:
    data = {"numerator": 1, "denominator": 4, "unit": "votes", "article": "art. 9"}
    assert quorum_from(data) == Quorum(1, 4, unit=Unit.VOTES, article="art. 9")
