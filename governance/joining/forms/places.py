"""Choosing a neighbourhood and a kind of membership."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.members.models import MemberKind, Neighbourhood

Option = tuple[Any, Any]
CHOOSE: str | Promise = gettext_lazy("Choose where you live")


def options() -> list[Option]:
    """All places; a district with quarters is a group of them, and of the rest of it."""
    places = list(Neighbourhood.objects.all())
    parts: dict[int, list[Neighbourhood]] = {}
    for place in places:
        if place.parent_id:
            parts.setdefault(place.parent_id, []).append(place)
    found: list[Option] = [("", CHOOSE)]
    for place in places:
        if place.pk in parts:
            rest = (place.pk, _("Elsewhere in %(name)s") % {"name": place.name})
            found.append((place.name, [*((part.pk, part.name) for part in parts[place.pk]), rest]))
        elif not place.parent_id:
            found.append((place.pk, place.name))
    return found


class PlaceField(forms.ModelChoiceField):
    """A neighbourhood out of the tree; set `choices` to `options()` for each form."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Neighbourhood"))
        super().__init__(
            Neighbourhood.objects.all(),
            error_messages={
                "required": gettext_lazy("Choose a neighbourhood."),
                "invalid_choice": gettext_lazy("Choose a neighbourhood from the list."),
            },
            **kwargs,
        )


def kinds() -> list[Option]:
    return [(kind.key, f"{kind}: {votes(kind.votes)}") for kind in MemberKind.objects.all()]


def votes(number: int) -> str:
    if not number:
        return _("takes part, without a vote")
    return ngettext("%(number)s vote", "%(number)s votes", number) % {"number": number}


def kind_of(key: str) -> MemberKind:
    return MemberKind.objects.get(pk=key)
