"""Applications and letters do not outlive their purpose."""

import datetime

import pytest
from django.utils import timezone

from governance.joining.models import Application, Invitation
from governance.members.actions import retention
from governance.members.models import MemberKind, RegisterSettings
from governance.members.privacy.retention import due_counts
from tests.factories import actor, member, neighbourhood

pytestmark = pytest.mark.django_db
State = Application.State
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


def application(state, days, **fields):
    at = NOW - days * DAY
    times = {
        State.UNCONFIRMED: {},
        State.WAITING: {"confirmed_at": at},
        State.WITHDRAWN: {"withdrawn_at": at},
        State.ACCEPTED: {"decided_at": at},
        State.DECLINED: {"decided_at": at},
    }
    return Application.objects.create(
        state=state,
        name="Fenna",
        email="fenna@example.org",
        kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Havenbuurt"),
        submitted_at=at,
        **times[state],
        **fields,
    )


def thrown_away(rule):
    return retention.retain(by=actor("test"), moment=NOW).counts.get(rule, 0)


def liability(answer):
    settings = RegisterSettings.load()
    settings.has_liability = answer
    settings.save()


@pytest.mark.parametrize(
    ("state", "liable", "kept", "gone"),
    [
        (State.UNCONFIRMED, False, 2.9, 3.1),
        (State.UNCONFIRMED, True, 2.9, 3.1),
        (State.DECLINED, False, 27.9, 28.1),
        (State.WITHDRAWN, False, 27.9, 28.1),
        (State.WITHDRAWN, True, 27.9, 28.1),
        (State.DECLINED, True, 3651, 3655),
        (State.ACCEPTED, True, 3651, 3655),
    ],
)
def test_application_lasts_as_long_as_the_settings_say(state, liable, kept, gone):
    liability(liable)
    stays, goes = application(state, kept), application(state, gone)
    assert thrown_away("applications") == 1
    assert list(Application.objects.all()) == [stays]
    assert goes.pk != stays.pk
    assert thrown_away("applications") == 0


def test_what_waits_is_never_thrown_away():
    application(State.WAITING, 5000)
    assert thrown_away("applications") == 0


def test_accepted_application_goes_with_the_details_of_the_member():
    there = application(State.ACCEPTED, 400, member=member())
    erased = application(State.ACCEPTED, 400, member=member(erased_on=NOW.date()))
    assert thrown_away("applications") == 1
    assert list(Application.objects.all()) == [there]
    assert erased.pk != there.pk


def test_ten_years_before_a_leap_day_is_never_too_early():
    liability(True)
    moment = timezone.make_aware(datetime.datetime(2036, 2, 29, 12))
    Application.objects.all().delete()
    one = application(State.DECLINED, 1)
    one.decided_at = timezone.make_aware(datetime.datetime(2026, 2, 28, 13))
    one.save()
    assert due_counts(moment, RegisterSettings.load())["applications"] == 0


def letter(digest, **fields):
    times = {"made_at": NOW - 10 * DAY, "expires_at": NOW + 50 * DAY} | fields
    return Invitation.objects.create(member=member(), digest=digest, by_name="Henk", **times)


def test_letters_go_a_month_after_they_let_nobody_in_any_more():
    stay = [
        letter("works"),
        letter("used", used_at=NOW - 29 * DAY),
        letter("expired", expires_at=NOW - 29 * DAY),
        letter("void", void=True),
    ]
    letter("used long ago", used_at=NOW - 31 * DAY)
    letter("expired long ago", expires_at=NOW - 31 * DAY)
    letter("void long ago", void=True, made_at=NOW - 31 * DAY)
    assert thrown_away("invitations") == 3
    assert set(Invitation.objects.all()) == set(stay)
    assert thrown_away("invitations") == 0
