"""What the page of roles tells: who may do what, in words and exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from governance.members.access.capabilities import CAPABILITIES, Can, Who
from governance.members.access.visitor import Visitor
from governance.members.models import Term
from governance.members.roles import OFFICERS, Role
from wijkstem.roles.addresses import Address, all_addresses


@dataclass(frozen=True)
class RolesPage:
    """`exact`: for officers, what the site itself enforces at this moment."""

    cards: list[RoleCard]
    exact: ExactLists | None

    @classmethod
    def for_visitor(cls, visitor: Visitor) -> RolesPage:
        holders = holders_by_role()
        cards = [RoleCard(role, capabilities(role), holders[role]) for role in Role]
        return cls(cards, ExactLists.read() if visitor.roles & OFFICERS else None)


@dataclass(frozen=True)
class RoleCard:
    role: Role
    capabilities: list[Can]
    holders: list[tuple[str, Term]]


@dataclass(frozen=True)
class ExactLists:
    """`without_role`: what is open to others, by whom they are."""

    roles: list[ExactRole]
    without_role: list[tuple[str, list[Address]]]

    @classmethod
    def read(cls) -> ExactLists:
        addresses, permissions = all_addresses(), granted_by_role()
        return cls(
            [ExactRole(role, admitting(addresses, role), permissions[role]) for role in Role],
            [(who.name, admitting(addresses, who)) for who in Who],
        )


@dataclass(frozen=True)
class ExactRole:
    """`granted`: what its group may do in the back office, as "what: where"."""

    role: Role
    addresses: list[Address]
    granted: list[str]


def capabilities(role: Role) -> list[Can]:
    return [can for can in CAPABILITIES.values() if role in can.roles]


def admitting(addresses: list[Address], one: Role | Who) -> list[Address]:
    return [address for address in addresses if one in address.admits]


def holders_by_role() -> defaultdict[Role, list[tuple[str, Term]]]:
    found: defaultdict[Role, list[tuple[str, Term]]] = defaultdict(list)
    acting = Term.objects.acting(timezone.localdate()).select_related("user__member")
    for term in acting.order_by("begins_on", "pk"):
        found[Role(term.role)].append((term.user.called, term))
    return found


def granted_by_role() -> defaultdict[Role, list[str]]:
    pages = GroupPagePermission.objects.select_related("page", "permission")
    collections = GroupCollectionPermission.objects.select_related("collection", "permission")
    groups = Group.objects.filter(name__in=Role.values).prefetch_related(
        "permissions__content_type",
        Prefetch("page_permissions", pages),
        Prefetch("collection_permissions", collections),
    )
    return defaultdict(list, {Role(group.name): granted(group) for group in groups})


def granted(group: Group) -> list[str]:
    alone = [f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()]
    pages = [
        f"{one.permission.codename}: {one.page.title}"
        for one in group.page_permissions.all()  # type: ignore[attr-defined]
    ]
    collections = [
        f"{one.permission.codename}: {one.collection.name}"
        for one in group.collection_permissions.all()  # type: ignore[attr-defined]
    ]
    return sorted(alone) + sorted(pages) + sorted(collections)
