"""Mails about changes to a membership or a role."""

from django.utils import timezone

from governance.members.models import Member, MemberEvent, Term, TermEvent, User
from governance.members.roles import OFFICERS
from governance.notifications import mail_kinds
from governance.notifications.actions.outbox import post

Kind = MemberEvent.Kind
TOLD = {Kind.SUSPENDED, Kind.REINSTATED, Kind.LEFT, Kind.STAYED}


def tell_the_member(*, event: MemberEvent, **_signal: object) -> None:
    member = Member.objects.select_related("user").get(pk=event.member_id)
    # Members need no mail about what they did themselves.
    if event.kind not in TOLD or member.user is None or event.by_id == member.user_id:
        return
    post(
        key=f"member-event:{event.pk}",
        to=member.user,
        template="notifications/mail/membership.txt",
        context={"member": member, "event": event},
        kind=mail_kinds.MEMBERSHIP,
    )


def tell_the_board(*, event: TermEvent, **_signal: object) -> None:
    """Mails the officers, and the holder of a term, that it began or ended."""
    # So no role is given or taken without the others knowing.
    acting = Term.objects.acting(timezone.localdate()).filter(role__in=OFFICERS)
    board = User.objects.filter(is_active=True, pk__in=acting.values("user"))
    for user in board.union(User.objects.filter(pk=event.user_id)):
        post(
            key=f"term-event:{event.pk}:{user.pk}",
            to=user,
            template="notifications/mail/term.txt",
            context={"event": event, "who": event.user.called, "own": user.pk == event.user_id},
            kind=mail_kinds.SECURITY,
        )
