"""Who is a member on a day: the rule and the database say the same, and only they say it."""

import ast
import datetime
import itertools
import re
from pathlib import Path

import pytest
from django.utils import timezone

from governance.members.access.visitor import Visitor
from governance.members.actions import groups, register
from governance.members.models import Member, User
from governance.members.roles import MEMBERS_GROUP
from governance.rules.membership import MembershipStatus, status
from tests.factories import actor, member, neighbourhood

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)
AROUND = [TODAY - DAY, TODAY, TODAY + DAY]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def members(db):
    """One member for each way in which their days can lie around today."""
    place = neighbourhood("Havenbuurt")
    days = itertools.product(AROUND, [None, *AROUND], [None, *AROUND])
    possible = [(*some, left) for *some, left in days if left is None or left >= some[0]]
    return Member.objects.bulk_create(
        Member(
            number=number,
            name=f"Lid {number}",
            neighbourhood=place,
            joined_on=joined,
            suspended_on=suspended,
            left_on=left,
        )
        for number, (joined, suspended, left) in enumerate(possible, 1)
    )


def numbers(found):
    return sorted(one.number for one in found)


@pytest.mark.parametrize("wanted", MembershipStatus)
def test_database_finds_who_has_a_status_by_the_rule(members, wanted):
    due = [one for one in members if one.status(TODAY) is wanted]
    assert due
    assert numbers(Member.objects.with_status(wanted, TODAY)) == numbers(due)


def test_database_finds_members_those_in_standing_and_those_who_did_not_leave(members):
    by_status = {
        wanted: [one for one in members if one.status(TODAY) is wanted]
        for wanted in MembershipStatus
    }
    active, suspended, _left, coming = by_status.values()
    everyone = Member.objects
    assert numbers(everyone.in_standing(TODAY)) == numbers(active)
    assert numbers(everyone.on(TODAY)) == numbers(active + suspended)
    assert numbers(everyone.not_left(TODAY)) == numbers(active + suspended + coming)
    assert [one.in_standing(TODAY) for one in members] == [one in active for one in members]


def test_member_has_the_status_that_the_rule_gives_their_days(members):
    for one in members:
        due = status(one.joined_on, one.left_on, one.suspended_on, TODAY)
        assert one.status(TODAY) is due


@pytest.mark.django_db
def test_who_joins_later_is_no_member_yet_and_not_in_the_group_of_members():
    today = timezone.localdate()
    anna = register.admit(
        name="Anna",
        kind=member().kind,
        neighbourhood=neighbourhood("Havenbuurt"),
        joined_on=today + DAY,
        email="anna@wijk.example",
        by=actor("Meryem"),
    )
    assert Visitor(anna.user).member is None
    assert not anna.user.groups.filter(name=MEMBERS_GROUP).exists()
    Member.objects.filter(pk=anna.pk).update(joined_on=today)
    groups.keep_groups()
    user = User.objects.get(pk=anna.user.pk)
    assert Visitor(user).member == anna
    assert user.groups.filter(name=MEMBERS_GROUP).exists()


# --- nobody else compares these days with another


COLUMNS = {"joined_on", "left_on", "suspended_on"}
LOOKUP = re.compile(f"({'|'.join(COLUMNS)})__(lt|lte|gt|gte|range|isnull)")
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
THE_PLACES = {"governance/rules/membership.py", "governance/members/models/register.py"}
ORDER_OF_DAYS = {
    # Whether one cannot end before it began: no day on which somebody is or is not a member.
    ("governance/members/actions/register.py", "refuse_before_joining"),
    ("governance/members/imports/rows.py", "against_member"),
}


def sources():
    for top in ("governance", "proposals", "budgets", "content", "site"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and name not in THE_PLACES:
                yield name, path.read_text()


def names_in(node):
    return {
        getattr(one, "attr", None) or getattr(one, "id", None) or getattr(one, "value", None)
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute | ast.Name | ast.Constant)
    }


def comparisons(text):
    """Function -> of its comparisons, those of a day with a day of a membership."""
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            orders = isinstance(node, ast.Compare) and isinstance(node.ops[0], ORDER)
            if (orders and COLUMNS & names_in(node)) or (
                isinstance(node, ast.keyword) and LOOKUP.fullmatch(node.arg or "")
            ):
                yield function.name, ast.unparse(node)


@pytest.mark.parametrize(
    "line",
    [
        "member.left_on <= today",
        "today < member.joined_on",
        "values['suspended_on'] > today",
        "Member.objects.exclude(left_on__lte=today)",
        "Q(left_on=None) | Q(left_on__gt=today)",
        "Member.objects.filter(left_on__isnull=True)",
    ],
)
@pytest.mark.any_database
def test_a_comparison_is_seen(line):
    assert list(comparisons(f"def one():\n    return {line}"))


@pytest.mark.any_database
def test_only_the_rule_and_the_queryset_compare_the_days_of_a_membership():
    found = {
        (name, function, line)
        for name, text in sources()
        for function, line in comparisons(text)
        if (name, function) not in ORDER_OF_DAYS
    }
    assert found == set()
