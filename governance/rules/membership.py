"""Who is a member on a day, and who of the members is suspended (BW 2:35, BW 2:38 lid 1)."""

import datetime
from enum import StrEnum


class MembershipStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"
    COMING = "coming"


def status(
    joined_on: datetime.date,
    left_on: datetime.date | None,
    suspended_on: datetime.date | None,
    on: datetime.date,
) -> MembershipStatus:
    # Each of these days counts from its start: on `left_on` the membership has ended.
    if left_on is not None and left_on <= on:
        return MembershipStatus.LEFT
    if joined_on > on:
        return MembershipStatus.COMING
    if suspended_on is not None and suspended_on <= on:
        return MembershipStatus.SUSPENDED
    return MembershipStatus.ACTIVE
