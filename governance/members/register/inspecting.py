"""One member: details, status, possible acts, and history."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from governance.members.actions.register import address_of
from governance.members.forms.exports import HEADINGS
from governance.members.models import Member
from governance.members.register.acts import ACTS, Act
from governance.members.register.words import NOTHING, day, history, status_words
from governance.rules.membership import MembershipStatus

# Events on the page of a member, and on a page of the history.
LATEST, PER_PAGE = 10, 50


class OneMember(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Member
    permission_required = "view"
    header_icon = "user"

    @cached_property
    def member(self) -> Member:
        members = Member.objects.select_related("user", "kind", "neighbourhood__parent")
        return get_object_or_404(members, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.member)

    def trail(self) -> list[dict[str, Any]]:
        members = {"url": reverse("register_members:index"), "label": _("Members")}
        return [*self.breadcrumbs_items, members]


class InspectMember(OneMember):
    template_name = "members/back_office/member.html"

    def get_page_title(self) -> str:
        return _("Member")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.trail(), {"url": "", "label": str(self.member)}]

    @cached_property
    def may_change(self) -> bool:
        return bool(self.user_has_permission("change")) and not self.member.erased_on

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_change:
            return []
        address = reverse("register_members:edit", args=[self.member.pk])
        return [HeaderButton(_("Change"), url=address, icon_name="edit")]

    def acts(self) -> list[Act]:
        member = self.member
        if not self.may_change:
            return []
        if member.status(timezone.localdate()) is MembershipStatus.LEFT:
            return [ACTS["stay"]]
        return [
            ACTS["lift" if member.suspended_on else "suspend"],
            ACTS["stay" if member.left_on else "leave"],
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = list(self.member.events.all()[: LATEST + 1])
        return super().get_context_data(
            member=self.member,
            details=details(self.member),
            standing=status_words(self.member),
            acts=self.acts(),
            lines=history(events[:LATEST]),
            more=len(events) > LATEST,
            **kwargs,
        )


class HistoryOfMember(OneMember):
    template_name = "members/back_office/history.html"

    def get_page_title(self) -> str:
        return _("History")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("register_members:inspect", args=[self.member.pk])
        one = {"url": address, "label": str(self.member)}
        return [*self.trail(), one, {"url": "", "label": _("History")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.member.events.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        address = reverse("register_members:history", args=[self.member.pk])
        return super().get_context_data(
            page=page, lines=history(page.object_list), address=address, **kwargs
        )


def details(member: Member) -> list[tuple[str, str]]:
    """Label and value of all that is known of a member beside the status."""
    place = member.neighbourhood
    values = {
        "number": str(member.number),
        "name": member.name,
        "kind": str(member.kind),
        "neighbourhood": f"{place} ({place.parent})" if place.parent else str(place),
        "street": member.street,
        "postal_code": member.postal_code,
        "town": member.town,
        "email": address_of(member),
        "email_consent_on": day(member.email_consent_on),
        "language": member.get_language_display(),
        "joined_on": day(member.joined_on),
    }
    said = [(str(HEADINGS[name]), value or NOTHING) for name, value in values.items()]
    if member.suspension_reason:
        said.append((_("reason of suspension"), member.suspension_reason))
    if member.left_reason:
        said.append((_("reason of leaving"), member.left_reason))
    if member.erased_on:
        said.append((_("details erased on"), day(member.erased_on)))
    return said
