"""The filters beside the list of members, and the search above it."""

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm

from governance.members.forms.members import indented
from governance.members.models import Member, MemberKind, Neighbourhood
from governance.members.models.users import LANGUAGES
from governance.members.register.words import STATUS_LABELS
from governance.rules.membership import MembershipStatus

YES, NO = "yes", "no"


class MemberFilterSet(WagtailFilterSet):
    # Kinds and places are looked up once.
    kind = django_filters.ChoiceFilter(label=_("kind"), empty_label=_("all"))
    neighbourhood = django_filters.ChoiceFilter(
        label=_("district or quarter"), empty_label=_("all"), method="living_in"
    )
    standing = django_filters.ChoiceFilter(
        label=_("standing"),
        choices=list(STATUS_LABELS.items()),
        empty_label=_("all"),
        method="with_status",
    )
    email = django_filters.ChoiceFilter(
        label=_("e-mail address"),
        choices=[(YES, _("with an address")), (NO, _("without an address"))],
        empty_label=_("all"),
        method="with_email",
    )
    consent = django_filters.ChoiceFilter(
        label=_("notice by e-mail"),
        choices=[(YES, _("agreed")), (NO, _("did not agree"))],
        empty_label=_("all"),
        method="with_consent",
    )
    language = django_filters.ChoiceFilter(
        label=_("language"), choices=LANGUAGES, empty_label=_("all")
    )

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.filters.values():
            one.label = capfirst(one.label)
        self.kinds = {kind.key: kind for kind in MemberKind.objects.all()}
        self.places = {place.pk: place for place in Neighbourhood.objects.as_tree()}
        self.filters["kind"].extra["choices"] = [(key, str(k)) for key, k in self.kinds.items()]
        self.filters["neighbourhood"].extra["choices"] = [
            (str(pk), indented(place)) for pk, place in self.places.items()
        ]

    def living_in(self, members: Any, _name: str, value: str) -> Any:
        return members.living_in(int(value))

    def with_status(self, members: Any, _name: str, value: str) -> Any:
        return members.with_status(MembershipStatus(value), timezone.localdate())

    def with_email(self, members: Any, _name: str, value: str) -> Any:
        return members.filter(user__email__isnull=value == NO)

    def with_consent(self, members: Any, _name: str, value: str) -> Any:
        return members.filter(email_consent_on__isnull=value == NO)


def chosen(request: HttpRequest) -> tuple[QuerySet[Member], str]:
    """The members that the address of the list names, and which these are in words."""
    members: Any = Member.objects.all()
    filters, said = MemberFilterSet(request.GET, request=request), []
    if filters.is_valid():
        members = filters.filter_queryset(members)
        for name in filters.form.changed_data:
            value = filters.form.cleaned_data[name]
            label = dict(getattr(filters.form.fields[name], "choices", [])).get(value, value)
            said.append(f"{filters.form.fields[name].label}: {label}")
    search = SearchForm(request.GET)
    if search.is_valid() and (words := search.cleaned_data["q"]):
        members = members.mentioning(words)
        said.append(f"{_('search')}: {words}")
    return members, "; ".join(said)
