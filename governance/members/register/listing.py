"""The list of members."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from governance.members.forms.exports import HEADINGS
from governance.members.models import Member
from governance.members.register.acts import ACTS
from governance.members.register.words import status_words


def heading(column: str) -> str:
    return capfirst(str(HEADINGS[column]))


def has_address(member: Member) -> bool:
    return member.user_id is not None


class TickColumn(BaseColumn):
    """A box before each member, for acts on several."""

    header_template_name = "members/back_office/tick_all.html"
    cell_template_name = "members/back_office/tick.html"


class MemberList(generic.IndexView):
    results_template_name = "members/back_office/list_results.html"
    any_permission_required = ("view",)
    is_searchable = True
    default_ordering = "number"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_export = False  # see exporting.py

    def get_base_queryset(self) -> Any:
        # Without joins: with them SQLite sorts all members before it takes a page. The filters
        # know the kinds and the places already.
        return Member.objects.all()

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.mentioning(self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: Any) -> Any:
        # The number decides among equals, so that pages do not overlap.
        first = self.ordering if self.ordering in self.get_valid_orderings() else "number"
        return queryset.order_by(first, "number")

    @cached_property
    def may_change(self) -> bool:
        return bool(self.user_has_permission("change"))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        wide = {"classname": "register-wide"}  # not on a telephone
        ticks = [TickColumn("tick")] if self.may_change else []
        return [
            *ticks,
            Column("number", label=_("No."), sort_key="number"),
            TitleColumn(
                "name", label=heading("name"), sort_key="name", get_url=self.get_inspect_url
            ),
            Column(
                "kind",
                label=heading("kind"),
                accessor=lambda member: self.filters.kinds[member.kind_id],
                sort_key="kind__order",
                **wide,
            ),
            Column(
                "neighbourhood",
                label=heading("neighbourhood"),
                accessor=lambda member: self.filters.places[member.neighbourhood_id],
                sort_key="neighbourhood__name",
                **wide,
            ),
            Column("standing", label=heading("standing"), accessor=status_words),
            Column(
                "joined_on",
                label=heading("joined_on"),
                sort_key="joined_on",
                accessor=lambda member: date_format(member.joined_on, "SHORT_DATE_FORMAT"),
                classname="register-wide register-day",
            ),
            BooleanColumn("email", label=heading("email"), accessor=has_address, **wide),
        ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.user_has_permission("export"):
            address = f"{reverse('register_members:export')}?{self.request.GET.urlencode()}"
            buttons.append(HeaderButton(_("Export"), url=address, icon_name="download"))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            *args, acts=list(ACTS.values()) if self.may_change else [], **kwargs
        )
