"""Ending one's membership, and coming back on it (BW 2:35 and 2:36)."""

import datetime

import pytest
from django.utils import timezone

from governance.members.models import Member, MemberEvent, RegisterSettings
from tests.governance.joining.forms import mails

pytestmark = pytest.mark.django_db
LEAVE = "/account/opzeggen/"
DAY = datetime.timedelta(days=1)


def notice(days, **more):
    settings = RegisterSettings.load()
    for name, value in {"notice_days": days, **more}.items():
        setattr(settings, name, value)
    settings.save()


@pytest.mark.parametrize("days", [0, 28])
def test_membership_ends_after_the_notice_and_can_be_taken_back_until_then(client, as_member, days):
    notice(days)
    someone = as_member("Anna")
    assert client.get(LEAVE).context["last_day"] == timezone.localdate() + days * DAY
    assert client.post(LEAVE, {"act": "leave", "reason": "Ik verhuis."}).status_code == 302
    someone.refresh_from_db()
    assert someone.left_on == timezone.localdate() + (days + 1) * DAY
    event = someone.events.first()
    assert (event.kind, event.by_name, event.reason) == (
        MemberEvent.Kind.LEFT,
        "Anna",
        "Ik verhuis.",
    )
    assert f'href="{LEAVE}">Van gedachten veranderd?' in client.get("/mijn/").content.decode()
    assert client.get(LEAVE).status_code == 200
    assert len(mails(someone.user.email)) == 1
    assert client.post(LEAVE, {"act": "leave"}).status_code == 409
    stays = client.post(LEAVE, {"act": "stay"}, follow=True)
    assert stays.redirect_chain == [("/mijn/", 302)]
    assert "U blijft lid." in stays.content.decode()
    someone.refresh_from_db()
    assert someone.left_on is None
    assert someone.events.first().kind == MemberEvent.Kind.STAYED
    assert len(mails(someone.user.email)) == 2
    assert client.post(LEAVE, {"act": "stay"}).status_code == 409


def test_membership_ends_with_the_financial_year_where_the_statutes_say_so(client, as_member):
    today = timezone.localdate()
    notice(0, leave_at_year_end=True, year_ends_in=today.month)
    someone = as_member("Anna")
    assert "boekjaar" in client.get(LEAVE).content.decode()
    client.post(LEAVE, {"act": "leave"})
    someone.refresh_from_db()
    assert (someone.left_on.day, someone.left_on.month) == (1, today.month % 12 + 1)


def test_after_the_day_it_cannot_be_taken_back(client, as_member):
    someone = as_member("Anna")
    Member.objects.filter(pk=someone.pk).update(left_on=timezone.localdate())
    assert client.post(LEAVE, {"act": "stay"}).status_code == 403
    someone.refresh_from_db()
    assert someone.left_on == timezone.localdate()


@pytest.mark.parametrize("fields", [{}, {"act": "x"}, {"act": "leave", "reason": "a\0"}])
def test_other_posts_end_nothing(client, as_member, fields):
    someone = as_member("Anna")
    assert client.post(LEAVE, fields).status_code == 422
    someone.refresh_from_db()
    assert someone.left_on is None
