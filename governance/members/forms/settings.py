"""The forms of kinds of member and of neighbourhoods."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.members.models import MemberKind, Neighbourhood


class NewKindForm(forms.ModelForm):
    """A new kind of member; its key cannot change later."""

    class Meta:
        model = MemberKind
        fields: ClassVar = ["key", "name", "name_en", "votes", "order"]
        help_texts: ClassVar = {
            "key": _("Small letters, such as “resident”. It can never be changed afterwards."),
            "votes": _("How many votes the statutes give. 0: no vote."),
        }


class KindForm(NewKindForm):
    class Meta(NewKindForm.Meta):
        fields: ClassVar = ["name", "name_en", "votes", "order"]


class NeighbourhoodForm(forms.ModelForm):
    slug = forms.SlugField(
        label=_("Name in addresses"),
        required=False,
        max_length=50,
        help_text=_("Leave it empty: then it follows from the name."),
    )

    class Meta:
        model = Neighbourhood
        fields: ClassVar = ["name", "level", "parent", "order", "slug"]
        help_texts: ClassVar = {"parent": _("Only for a quarter: the district that it lies in.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = Neighbourhood.objects.filter(level=Neighbourhood.Level.DISTRICT)
        self.fields["parent"].queryset = districts.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]

    def clean_level(self) -> str:
        level: str = self.cleaned_data["level"]
        other = level != Neighbourhood.Level.DISTRICT
        if other and self.instance.pk and self.instance.parts.exists():
            raise ValidationError(_("Quarters are part of it, so it stays a district."))
        return level

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))[:50]
        if not slug:
            raise ValidationError(_("Write a name in small letters here."))
        return str(slug)
