"""Resolutions just below, at and above every threshold."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.majority import (
    Base,
    Majority,
    Outcome,
    Tally,
    TieRule,
    count,
    from_data,
    majority_from,
    to_data,
)
from governance.rules.quorum import Attendance, CountError, Holders, Quorum

HALL = Holders(100, 100)
SIMPLE = Majority(article="art. 21 lid 1")
TWO_THIRDS = Majority(2, 3, strict=False, article="art. 2:43 BW")


@pytest.mark.parametrize(
    ("majority", "yes", "no", "outcome", "needed"),
    [
        (SIMPLE, 10, 11, Outcome.REJECTED, 11),
        (SIMPLE, 10, 10, Outcome.REJECTED, 11),
        (SIMPLE, 11, 10, Outcome.ADOPTED, 11),
        (SIMPLE, 1, 0, Outcome.ADOPTED, 1),
        (TWO_THIRDS, 19, 11, Outcome.REJECTED, 20),
        (TWO_THIRDS, 20, 10, Outcome.ADOPTED, 20),
        (TWO_THIRDS, 21, 9, Outcome.ADOPTED, 20),
        (TWO_THIRDS, 20, 11, Outcome.REJECTED, 21),
        (Majority(2, 3, strict=True), 20, 10, Outcome.REJECTED, 21),
        (Majority(2, 3, strict=True), 21, 9, Outcome.ADOPTED, 21),
        (Majority(1, 2, strict=False), 10, 10, Outcome.ADOPTED, 10),
        (Majority(1, 1, strict=False), 29, 1, Outcome.REJECTED, 30),
        (Majority(1, 1, strict=False), 30, 0, Outcome.ADOPTED, 30),
    ],
)
def test_majority_of_votes_cast(
    majority: Majority, yes: int, no: int, outcome: Outcome, needed: int
) -> None:
    verdict = count(Tally(yes, no, blank=40), present=HALL, entitled=HALL, majority=majority)
    assert (verdict.outcome, verdict.needed) == (outcome, needed)
    assert verdict.adopted is (outcome is Outcome.ADOPTED)
    assert (verdict.margin, verdict.base_size) == (yes - needed, yes + no)


@pytest.mark.parametrize(
    ("base", "size", "needed", "adopted"),
    [(Base.CAST, 30, 16, True), (Base.PRESENT, 60, 31, False), (Base.ENTITLED, 100, 51, False)],
)
def test_bases_are_kept_apart(base: Base, size: int, needed: int, adopted: bool) -> None:
    # 20 for, 10 against, 5 blank, 5 invalid: 60 votes are present, so 20 were not cast.
    verdict = count(
        Tally(20, 10, 5, 5), present=Holders(50, 60), entitled=HALL, majority=Majority(base=base)
    )
    assert (verdict.base_size, verdict.needed, verdict.adopted) == (size, needed, adopted)


@pytest.mark.parametrize(
    ("yes", "adopted"), [(30, False), (31, True)], ids=["at half", "above half"]
)
def test_majority_of_those_present(yes: int, adopted: bool) -> None:
    majority = Majority(base=Base.PRESENT)
    verdict = count(Tally(yes, 0), present=Holders(60, 60), entitled=HALL, majority=majority)
    assert verdict.adopted is adopted


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        (TieRule.REJECTED, Outcome.REJECTED),
        (TieRule.SECOND_VOTE, Outcome.TIE),
        (TieRule.LOT, Outcome.TIE),
    ],
)
def test_a_tie_follows_its_rule(rule: TieRule, outcome: Outcome) -> None:
    majority = Majority(tie=rule)
    verdict = count(Tally(7, 7, 3), present=HALL, entitled=HALL, majority=majority)
    assert (verdict.outcome, verdict.tied, verdict.adopted) == (outcome, True, False)
    lost = count(Tally(6, 7), present=HALL, entitled=HALL, majority=majority)
    assert (lost.outcome, lost.tied) == (Outcome.REJECTED, False)


def test_equal_votes_are_no_tie_where_more_than_half_is_asked() -> None:
    majority = Majority(2, 3, strict=False, tie=TieRule.LOT)
    verdict = count(Tally(7, 7), present=HALL, entitled=HALL, majority=majority)
    assert (verdict.outcome, verdict.tied) == (Outcome.REJECTED, False)


@pytest.mark.parametrize(
    "majority", [SIMPLE, TWO_THIRDS, Majority(1, 2, False), Majority(1, 1, False)]
)
@pytest.mark.parametrize("blank", [0, 5])
def test_nothing_cast_is_rejected(majority: Majority, blank: int) -> None:
    verdict = count(Tally(0, 0, blank), present=HALL, entitled=HALL, majority=majority)
    assert (verdict.outcome, verdict.needed, verdict.margin) == (Outcome.REJECTED, 1, -1)
    assert (verdict.base_size, verdict.tied) == (0, False)


def test_without_quorum_nothing_is_adopted() -> None:
    quorum = Quorum(1, 2, article="art. 20")
    for heads, outcome in [(49, Outcome.NO_QUORUM), (50, Outcome.ADOPTED), (51, Outcome.ADOPTED)]:
        present = Holders(heads, 60)
        verdict = count(
            Tally(10, 1, blank=2), present=present, entitled=HALL, majority=SIMPLE, quorum=quorum
        )
        assert verdict.outcome is outcome
        assert verdict.quorum is not None
        assert (verdict.quorum.needed, verdict.quorum.present) == (50, heads)
        assert verdict.margin == 4


@pytest.mark.parametrize(("there", "outcome"), [(5, Outcome.NO_QUORUM), (6, Outcome.ADOPTED)])
def test_quorum_is_asked_of_the_meeting_where_there_is_one(there: int, outcome: Outcome) -> None:
    verdict = count(
        Tally(yes=3, no=1),
        present=Holders(4, 4),
        entitled=Holders(there, there),
        majority=Majority(),
        quorum=Quorum(1, 2, strict=True),
        attendance=Attendance(Holders(there, there), Holders(10, 10)),
    )
    assert verdict.outcome is outcome
    assert verdict.quorum is not None
    assert (verdict.quorum.present, verdict.quorum.entitled) == (there, 10)


def test_more_people_at_a_meeting_than_members_are_refused() -> None:
    with pytest.raises(CountError):
        Attendance(Holders(3, 3), Holders(2, 2))


@pytest.mark.parametrize(
    ("tally", "present"),
    [
        (Tally(61, 0), Holders(60, 60)),
        (Tally(1, 0), Holders(101, 100)),
        (Tally(1, 0), Holders(1, 101)),
    ],
)
def test_more_votes_than_there_can_be_are_refused(tally: Tally, present: Holders) -> None:
    with pytest.raises(CountError):
        count(tally, present=present, entitled=HALL, majority=SIMPLE)


@pytest.mark.parametrize("part", [(0, 1), (3, 2), (1, 0), (-1, 2)])
def test_parts_that_mean_nothing_are_refused(part: tuple[int, int]) -> None:
    with pytest.raises(CountError):
        Majority(*part)


def test_more_than_all_and_negative_votes_are_refused() -> None:
    with pytest.raises(CountError):
        Majority(1, 1, strict=True)
    with pytest.raises(CountError):
        Tally(-1, 0)


def test_settings_from_plain_data() -> None:
    assert majority_from({"numerator": 2, "denominator": 3, "strict": False}) == Majority(
        2, 3, False
    )
    assert majority_from({"base": "present", "tie": "lot"}).base is Base.PRESENT
    with pytest.raises(ValueError, match="shrug"):
        majority_from({"tie": "shrug"})


VOTES = st.integers(0, 60)
PARTS = st.tuples(st.integers(1, 12), st.integers(1, 12), st.booleans()).filter(
    lambda part: part[0] < part[1]
)


@given(VOTES, VOTES, VOTES, PARTS, st.sampled_from(Base))
def test_needed_is_the_smallest_number_that_suffices(
    yes: int, no: int, blank: int, part: tuple[int, int, bool], base: Base
) -> None:
    numerator, denominator, strict = part
    hall = Holders(200, 200)
    majority = Majority(numerator, denominator, strict, base)
    verdict = count(Tally(yes, no, blank), present=hall, entitled=hall, majority=majority)
    threshold = Fraction(numerator, denominator)

    def suffices(number: int) -> bool:
        if number == 0 or verdict.base_size == 0:
            return False
        part_of = Fraction(number, verdict.base_size)
        return part_of > threshold if strict else part_of >= threshold

    assert verdict.adopted is suffices(yes)
    if verdict.base_size:
        assert suffices(verdict.needed)
        assert not suffices(verdict.needed - 1)


@given(VOTES, VOTES, st.booleans())
def test_verdict_survives_json(yes: int, no: int, asked: bool) -> None:
    hall = Holders(70, 150)
    quorum = Quorum(1, 3) if asked else None
    verdict = count(
        Tally(yes, no),
        present=hall,
        entitled=hall,
        majority=Majority(tie=TieRule.LOT),
        quorum=quorum,
    )
    data = json.loads(json.dumps(to_data(verdict)))
    assert from_data(data) == verdict
    assert data["adopted"] is verdict.adopted
