"""Letters with which members sign in, and their use."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from governance.joining import codes, links
from governance.joining.models import Invitation
from governance.joining.refusals import JoiningRefusal
from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.actions.register import address_of, follow, seize
from governance.members.models import Member, MemberEvent, Term, User
from governance.notifications import mail_kinds
from governance.notifications.actions import outbox
from governance.refusals import Refused

# How long the code in a letter works.
WORKS = datetime.timedelta(days=60)


def invitable() -> QuerySet[Member]:
    """Members, and those who join later, who can have a letter."""
    today = timezone.localdate()
    acting = Term.objects.acting(today).filter(user=OuterRef("user"))
    # They have another way in, which a letter must not go round.
    barred = Exists(acting) | Q(user__is_superuser=True)
    return Member.objects.not_left(today).filter(erased_on=None).exclude(barred)


def without_address() -> QuerySet[Member]:
    return invitable().filter(Q(user=None) | Q(user__email=None))


def without_letter() -> QuerySet[Member]:
    """Those of them without a letter whose code still works."""
    working = Invitation.objects.working(timezone.now()).filter(member=OuterRef("pk"))
    return without_address().filter(~Exists(working))


def never_seen() -> QuerySet[Member]:
    """Members, and those who join later, with an e-mail address who never signed in."""
    return Member.objects.not_left(timezone.localdate()).filter(
        user__email__isnull=False, user__last_login=None, user__is_active=True
    )


@transaction.atomic
def invite(*, members: Iterable[Member], by: Actor) -> list[tuple[Member, str]]:
    """Makes a letter for each of these members that can have one; returns the codes."""
    now = timezone.now()
    asked = [member.pk for member in members]
    found = list(invitable().select_for_update(of=("self",)).filter(pk__in=asked))
    # Earlier letters become void.
    Invitation.objects.filter(member__in=found, used_at=None).update(void=True)
    letters = [(member, codes.new()) for member in found]
    # Only digests are kept.
    Invitation.objects.bulk_create(
        Invitation(
            member=member,
            digest=codes.digest(code),
            made_at=now,
            expires_at=now + WORKS,
            **by.columns(),
        )
        for member, code in letters
    )
    MemberEvent.objects.bulk_create(
        MemberEvent(member=member, kind=MemberEvent.Kind.INVITED, at=now, **by.columns())
        for member in found
    )
    return letters


def letter_with(code: str) -> Invitation | None:
    return usable(Invitation.objects.filter(digest=codes.digest(code)))


def usable(letters: QuerySet[Invitation]) -> Invitation | None:
    working = letters.filter(pk__in=Invitation.objects.working(timezone.now()).values("pk"))
    found = working.filter(member__in=invitable())
    return found.select_related("member__user").first()


def spend(invitation_id: int) -> Member:
    """Uses the letter up, and returns its member."""
    letter = Invitation.objects.filter(pk=invitation_id)
    owner = Member.objects.filter(pk__in=letter.values("member"))
    list(owner.select_for_update(of=("self",)))  # first, as `invite`: no deadlock
    invitation = usable(letter.select_for_update(of=("self",)))
    if invitation is None:
        raise Refused(JoiningRefusal.NO_SUCH_LETTER)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return seize(invitation.member)


@transaction.atomic
def enter_without_address(*, invitation_id: int) -> User:
    """Spends the letter; the member gets a login without an e-mail address, or keeps theirs."""
    member = spend(invitation_id)
    if member.user is None:
        member.user = User.objects.create_user(None)
        member.save(update_fields=["user"])
        follow(member)
        register.note(member, MemberEvent.Kind.LINKED, by=Actor.member(member))
    elif member.user.email:
        tell_of_letter(member, invitation_id)
    return member.user


def tell_of_letter(member: Member, invitation_id: int) -> None:
    assert member.user is not None  # noqa: S101
    # Another person may have used the letter of a member who has an address.
    outbox.post(
        key=f"joining:by-letter:{invitation_id}",
        to=member.user,
        kind=mail_kinds.SECURITY,
        template="joining/mail/by_letter.txt",
        context={"name": member.name},
    )


@transaction.atomic
def offer_address(*, invitation: Invitation, email: str) -> None:
    email, member = email.strip().lower(), invitation.member
    # Where another member has the address only the mail says so, not the page.
    taken = Member.objects.filter(user__email__iexact=email).exclude(pk=member.pk).exists()
    what = "address_taken" if taken else "address"
    outbox.post(
        key=f"joining:{what}:{invitation.pk}:{timezone.now().isoformat()}",
        to=User(email=email, language=member.language),
        template=f"joining/mail/{what}.txt",
        context={
            "name": "" if taken else member.name,
            "address": links.to_address(invitation.pk, email, member.language),
        },
        fleeting=True,
    )


@transaction.atomic
def confirm_address(*, invitation_id: int, email: str) -> User:
    """The address becomes the login; the letter is spent."""
    member = spend(invitation_id)
    before = address_of(member)
    register.change(member=member, by=Actor.member(member), email=email)
    member = Member.objects.select_related("user").get(pk=member.pk)
    if not before:
        register.note(member, MemberEvent.Kind.LINKED, by=Actor.member(member))
    if member.user is None:
        raise Refused(JoiningRefusal.NO_SUCH_LETTER)
    return member.user


@transaction.atomic
def write_to_never_seen() -> int:
    """Mails those with an address who never signed in how to do so; returns how many."""
    # The day in the key: each of them once a day at most.
    today = timezone.localdate().isoformat()
    members = never_seen().select_related("user")
    messages = [
        outbox.Message(
            key=f"joining:never-seen:{today}:{member.pk}",
            to=member.user,
            template="joining/mail/never_seen.txt",
            context={
                "name": member.name,
                "address": links.whole("account_request_login_code", language=member.language),
            },
        )
        for member in members
        if member.user
    ]
    outbox.post_all(messages)
    return len(messages)
