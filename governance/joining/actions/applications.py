"""Applying, confirming, and the board's decision (BW 2:33)."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.joining import links
from governance.joining.capabilities import DECIDE_ON_APPLICATIONS
from governance.joining.models import Application
from governance.joining.refusals import JoiningRefusal
from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.actions.register import seize
from governance.members.models import (
    Member,
    MemberEvent,
    MemberKind,
    Neighbourhood,
    RegisterSettings,
    Term,
    User,
)
from governance.notifications.actions import outbox
from governance.refusals import Refused
from governance.rules.membership import MembershipStatus

State = Application.State


@transaction.atomic
def submit(*, email: str, language: str, **details: Any) -> None:
    # The page does not say which of these it was. None of these mails holds what was typed, or
    # the form could be used to mail anything to anybody.
    if not RegisterSettings.load().applications_open:
        raise Refused(JoiningRefusal.CLOSED)
    email = email.strip().lower()
    now = timezone.now()
    # Members and those who applied already get a mail that says so instead.
    if is_member(email):
        mail_to_known(email, language, "already_member", now)
    elif Application.objects.waiting().filter(email__iexact=email).exists():
        mail_to_known(email, language, "already_waiting", now)
    else:
        application = Application.objects.create(
            email=email, language=language, submitted_at=now, **details
        )
        tell(application, "confirm", address=links.to_confirm(application))


def is_member(email: str) -> bool:
    # A member admitted from a later day needs no second application.
    members = Member.objects.not_left(timezone.localdate())
    return bool(members.filter(user__email__iexact=email).exists())


def mail_to_known(email: str, language: str, what: str, now: datetime.datetime) -> None:
    address = links.whole("account_request_login_code", language=language)
    outbox.post(
        key=f"joining:{what}:{now.isoformat()}:{email}"[:200],
        to=User(email=email, language=language),
        template=f"joining/mail/{what}.txt",
        context={"address": address},
        fleeting=True,
    )


@transaction.atomic
def confirm(*, application: Application) -> Application:
    same = Application.objects.filter(email=application.email)
    list(same.select_for_update().order_by("pk"))  # two links of one person at once
    # From now on it waits for the board; a second click changes nothing.
    application = lock(application)
    if application.state == State.WAITING:
        return application
    if application.state != State.UNCONFIRMED:
        raise Refused(JoiningRefusal.NOT_UNDECIDED)
    application.state, application.confirmed_at = State.WAITING, timezone.now()
    application.save(update_fields=["state", "confirmed_at"])
    same.filter(state=State.UNCONFIRMED).delete()
    tell(application, "confirmed", address=links.to_withdraw(application))
    tell_board()
    return application


@transaction.atomic
def withdraw(*, application: Application) -> Application:
    application = lock(application)
    # A second click changes nothing.
    if application.state == State.WITHDRAWN:
        return application
    if application.state not in (State.UNCONFIRMED, State.WAITING):
        raise Refused(JoiningRefusal.NOT_UNDECIDED)
    application.state, application.withdrawn_at = State.WITHDRAWN, timezone.now()
    application.save(update_fields=["state", "withdrawn_at"])
    return application


@transaction.atomic
def accept(
    *,
    application: Application,
    kind: MemberKind,
    neighbourhood: Neighbourhood,
    joined_on: datetime.date,
    by: Actor,
) -> Member:
    application = lock(application)
    # Declined applicants too: the assembly may still admit them (BW 2:33).
    if application.state not in (State.WAITING, State.DECLINED):
        raise Refused(JoiningRefusal.NOT_UNDECIDED)
    release_former_member(application.email, by=by)
    agreed = application.confirmed_at or application.submitted_at
    member = register.admit(
        by=by,
        name=application.name,
        kind=kind,
        neighbourhood=neighbourhood,
        joined_on=joined_on,
        email=application.email,
        street=application.street,
        postal_code=application.postal_code,
        town=application.town,
        language=application.language,
        email_consent_on=timezone.localdate(agreed) if application.email_consent else None,
    )
    decide(application, State.ACCEPTED, by=by)
    application.member, application.kind, application.neighbourhood = member, kind, neighbourhood
    application.save()
    address = links.whole("account_request_login_code", language=application.language)
    tell(application, "welcome", member=member, address=address)
    return member


@transaction.atomic
def decline(*, application: Application, reason: str, by: Actor) -> Application:
    application = lock(application)
    if application.state != State.WAITING:
        raise Refused(JoiningRefusal.NOT_UNDECIDED)
    if not reason.strip():
        raise Refused(JoiningRefusal.NO_REASON)
    decide(application, State.DECLINED, by=by)
    application.reason = reason.strip()
    application.save()
    tell(application, "declined")
    return application


def lock(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)


def decide(application: Application, state: Application.State, *, by: Actor) -> None:
    application.state = state
    application.decided_at = timezone.now()
    application.decided_by_id, application.decided_by_name = by.user_id, by.name


def release_former_member(email: str, *, by: Actor) -> None:
    # A former member who comes back is a new member with the old login.
    former = Member.objects.with_status(MembershipStatus.LEFT, timezone.localdate())
    for member in former.filter(user__email__iexact=email, erased_on=None):
        member = seize(member)
        member.user = None
        member.save(update_fields=["user"])
        register.note(member, MemberEvent.Kind.CHANGED, by=by, changes={"email": [email, ""]})


def tell(application: Application, what: str, **context: object) -> None:
    outbox.post(
        key=f"joining:{what}:{application.pk}:{timezone.now().isoformat()}",
        to=User(email=application.email, language=application.language),
        template=f"joining/mail/{what}.txt",
        context={"application": application, "name": application.name, **context},
        fleeting=True,
    )


@transaction.atomic
def tell_board() -> int:
    """Mails those who decide that applications wait; once a day at most."""
    waiting, today = Application.objects.waiting().count(), timezone.localdate()
    if not waiting:
        return 0
    terms = Term.objects.acting(today).filter(role__in=DECIDE_ON_APPLICATIONS.roles)
    sent = 0
    for user in User.objects.filter(pk__in=terms.values("user"), is_active=True):
        sent += outbox.post(
            key=f"joining:board:{today.isoformat()}:{user.pk}",
            to=user,
            template="joining/mail/board.txt",
            context={
                "waiting": waiting,
                "address": links.whole("joining:applications", language=user.language),
            },
        )
    return sent
