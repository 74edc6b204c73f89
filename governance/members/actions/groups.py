"""Django's groups follow the register, because Wagtail's permissions depend on them."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.members.models import Member, Term, User
from governance.members.roles import MEMBERS_GROUP, Role


@transaction.atomic
def keep_groups(user: User | None = None) -> int:
    """Aligns groups, of one user or all, with terms and memberships; returns how many changed."""
    today = timezone.localdate()
    terms = Term.objects.acting(today)
    members = Member.objects.on(today)
    belong: dict[str, QuerySet[Any, Any]] = {
        role.value: terms.filter(role=role).values_list("user_id", flat=True) for role in Role
    }
    belong[MEMBERS_GROUP] = members.exclude(user=None).values_list("user_id", flat=True)
    if user is not None:
        user.__dict__.pop("roles", None)
    changed = 0
    for name, found in belong.items():
        group = Group.objects.get_or_create(name=name)[0]
        inside = group.user_set.values_list("pk", flat=True)
        if user is not None:
            found, inside = found.filter(user_id=user.pk), inside.filter(pk=user.pk)
        wanted, there = set(found), set(inside)
        group.user_set.add(*wanted - there)
        group.user_set.remove(*there - wanted)
        changed += len(wanted ^ there)
    return changed
