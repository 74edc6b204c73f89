"""Word of what was done to a membership or a role, to whom it concerns."""

from django.utils import timezone

from governance.members.models import Member, MemberEvent, Term, TermEvent, User
from governance.members.roles import OFFICERS
from governance.notifications import kinds
from governance.notifications.actions.outbox import post

Kind = MemberEvent.Kind
TOLD = {Kind.SUSPENDED, Kind.REINSTATED, Kind.LEFT, Kind.STAYED}


def tell_the_member(*, event: MemberEvent, **_signal: object) -> None:
    """Mails a member that they were suspended or that their membership was ended, with day and
    reason, and when that was undone. What members do themselves they know."""
    member = Member.objects.select_related("user").get(pk=event.member_id)
    if event.kind not in TOLD or member.user is None or event.by_id == member.user_id:
        return
    post(
        key=f"member-event:{event.pk}",
        to=member.user,
        template="notifications/mail/membership.txt",
        context={"member": member, "event": event},
        kind=kinds.MEMBERSHIP,
    )


def tell_the_board(*, event: TermEvent, **_signal: object) -> None:
    """Mails who was appointed, or whose term was ended, and everybody else on the board, so that
    nobody gets a role, or loses it, without the others knowing."""
    acting = Term.objects.acting(timezone.localdate()).filter(role__in=OFFICERS)
    board = User.objects.filter(is_active=True, pk__in=acting.values("user"))
    for user in board.union(User.objects.filter(pk=event.user_id)):
        post(
            key=f"term-event:{event.pk}:{user.pk}",
            to=user,
            template="notifications/mail/term.txt",
            context={"event": event, "who": event.user.called, "own": user.pk == event.user_id},
            kind=kinds.SECURITY,
        )
