"""Two people at the register in the same moment: one is served, the other is told why not."""

import datetime

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from governance.joining.actions import applications, invitations
from governance.joining.models import Application, Invitation
from governance.joining.refusals import JoiningRefusal
from governance.members.actions import register
from governance.members.models import Member, MemberKind, User
from governance.members.refusals import RegisterRefusal
from governance.refusals import Refused
from tests import storm
from tests.factories import actor, member, neighbourhood, numbers

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = storm.size(5, 60)


@pytest.fixture
def together():
    with storm.crowd(2) as start:
        yield start


def change(someone, address):
    return lambda: register.change(member=someone, by=actor("Henk"), email=address)


def admit(address):
    kind, place = MemberKind.objects.get(pk="resident"), neighbourhood("Haven")
    fields = {"name": "Nieuw", "kind": kind, "neighbourhood": place, "number": next(numbers)}
    return lambda: register.admit(by=actor("Henk"), email=address, **fields)


def problems(outcomes):
    return [said for said in outcomes if isinstance(said, Exception)]


@pytest.mark.parametrize("way", ["two changes", "change and admission"])
def test_one_address_for_two_is_refused_in_words(together, way):
    for number in range(ROUNDS):
        one, other = member(), member()
        address = f"zelfde{number}@wijk.example"
        second = change(other, address) if way == "two changes" else admit(address)
        (refused,) = problems(together([change(one, address), second]))
        assert isinstance(refused, Refused), repr(refused)
        assert refused.refusal is RegisterRefusal.EMAIL_TAKEN
        assert User.objects.filter(email=address).count() == 1


def test_two_members_get_the_login_of_one_outsider_and_one_is_refused(together):
    for number in range(ROUNDS):
        outsider = User.objects.create_user(f"bureau{number}@wijk.example")
        pair = [member(), member()]
        Member.objects.filter(pk__in=[one.pk for one in pair]).update(user=None)
        said = together([change(one, outsider.email) for one in pair])
        (refused,) = problems(said)
        assert isinstance(refused, Refused), repr(refused)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="writers come one after the other there")
def test_without_the_catch_the_database_itself_says_no(together, monkeypatch):
    """The control: the same race, with only the look beforehand."""
    monkeypatch.setattr(register, "IntegrityError", KeyError)
    found = []
    for number in range(ROUNDS * 10):
        one, other = member(), member()
        address = f"zelfde{number}@wijk.example"
        found += problems(together([change(one, address), change(other, address)]))
        if any(isinstance(said, IntegrityError) for said in found):
            return
    pytest.fail(repr(found))


def waiting(number, state="waiting"):
    return Application.objects.create(
        state=state,
        name="Omar",
        email=f"omar{number}@wijk.example",
        kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Haven"),
        submitted_at=timezone.now(),
    )


def test_of_two_who_admit_the_same_applicant_one_does(together):
    def accept(application):
        return lambda: applications.accept(
            application=application,
            kind=application.kind,
            neighbourhood=application.neighbourhood,
            joined_on=datetime.date(2026, 1, 5),
            by=actor("Henk"),
        )

    for number in range(ROUNDS):
        application = waiting(number)
        (refused,) = problems(together([accept(application), accept(application)]))
        assert isinstance(refused, Refused), repr(refused)
        assert isinstance(refused.refusal, JoiningRefusal), repr(refused)
        assert Member.objects.filter(user__email=application.email).count() == 1


def test_of_two_applications_of_one_person_confirmed_at_once_one_waits(together):
    for number in range(ROUNDS):
        pair = [waiting(number, "unconfirmed"), waiting(number, "unconfirmed")]
        said = together([lambda one=one: applications.confirm(application=one) for one in pair])
        (gone,) = problems(said)
        assert isinstance(gone, Application.DoesNotExist), repr(gone)
        assert Application.objects.filter(email=pair[0].email).count() == 1


def test_a_letter_is_used_while_a_newer_one_is_made(together):
    for _ in range(ROUNDS * 2):
        cor = member()
        Member.objects.filter(pk=cor.pk).update(user=None)
        invitations.invite(members=[cor], by=actor("Henk"))
        first = Invitation.objects.get(member=cor)
        said = together(
            [
                lambda first=first: invitations.enter_without_address(invitation_id=first.pk),
                lambda cor=cor: invitations.invite(members=[cor], by=actor("Henk")),
            ]
        )
        refusals = [getattr(one, "refusal", None) for one in problems(said)]
        assert all(isinstance(one, JoiningRefusal) for one in refusals), repr(said)
        assert Invitation.objects.filter(member=cor).count() == 2
