"""Questions of members to the secretary."""

import hashlib

from django.db import transaction
from django.utils import timezone

from governance.members.models import Member, Term, User
from governance.members.roles import Role
from governance.notifications import mail_kinds
from governance.notifications.actions.outbox import post
from governance.notifications.mail_kinds import Words


def readers() -> list[User]:
    """The secretary; otherwise the chair, otherwise the administrators."""
    acting = Term.objects.acting(timezone.localdate()).filter(user__is_active=True)
    for role in (Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR):
        found = User.objects.filter(pk__in=acting.filter(role=role).values("user")).order_by("pk")
        if found:
            return list(found)
    return []


@transaction.atomic
def ask(*, member: Member, about: str, label: Words, text: str) -> int:
    """Mails a member's question to the secretary; returns to how many users. `label`: `about` in
    words."""
    said = f"{timezone.localdate()}|{member.pk}|{about}|{text}"
    # The same question twice on a day has the same key, and is one.
    digest = hashlib.sha256(said.encode()).hexdigest()[:32]
    asked = readers()
    for user in asked:
        post(
            key=f"question:{digest}:{user.pk}",
            to=user,
            kind=mail_kinds.WORK,
            template="notifications/mail/question.txt",
            context={"member": member, "about": label, "text": text},
        )
    return len(asked)
