"""The page of roles."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from governance.members.access.capabilities import CAPABILITIES, Can, Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.models import Term
from governance.members.roles import OFFICERS, Role
from wijkstem.roles.addresses import Address, all_addresses


@dataclass
class RoleCard:
    role: Role
    capabilities: list[Can]
    holders: list[tuple[str, Term]] = field(default_factory=list)
    # What the role opens.
    addresses: list[Address] = field(default_factory=list)
    # What its group may do in the back office, as "what: where".
    granted: list[str] = field(default_factory=list)


@page(Who.MEMBERS, *Role)
def roles_page(request: HouseRequest) -> HttpResponse:
    # Officers also see the exact lists.
    cards = {role: RoleCard(role, capabilities(role)) for role in Role}
    acting = Term.objects.acting(timezone.localdate()).select_related("user__member")
    for term in acting.order_by("begins_on", "pk"):
        cards[Role(term.role)].holders.append((term.user.called, term))
    exact = bool(request.visitor.roles & OFFICERS)
    context = {"cards": list(cards.values()), "exact": exact}
    if exact:
        context["everybody"] = fill_in_rights(cards)
    return render(request, "roles/page.html", context)


def capabilities(role: Role) -> list[Can]:
    return [can for can in CAPABILITIES.values() if role in can.roles]


def fill_in_rights(cards: dict[Role, RoleCard]) -> list[tuple[str, list[Address]]]:
    """Fills in what is in force for each role; returns what is open without one."""
    addresses = all_addresses()
    for role, card in cards.items():
        card.addresses = [one for one in addresses if role in one.admits]
    for group in groups():
        cards[Role(group.name)].granted = granted(group)
    return [(who.name, [one for one in addresses if who in one.admits]) for who in Who]


def groups() -> list[Group]:
    pages = GroupPagePermission.objects.select_related("page", "permission")
    collections = GroupCollectionPermission.objects.select_related("collection", "permission")
    found = Group.objects.filter(name__in=Role.values).prefetch_related(
        "permissions__content_type",
        Prefetch("page_permissions", pages),
        Prefetch("collection_permissions", collections),
    )
    return list(found)


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
