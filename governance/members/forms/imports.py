"""Uploading a list, and naming its columns."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.members.imports import columns, reading
from governance.members.imports.columns import CLASHES, FIRST_YEAR, LABELS, LAST_YEAR
from governance.members.imports.problems import FileProblem, Unreadable
from governance.members.models import MemberKind, Neighbourhood, RegisterImport
from governance.members.models.users import LANGUAGES
from governance.members.pages.imports import about_file


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), with the headings in the first row."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("There is nothing in this file."),
            "max_length": _("The name of this file is too long."),
        },
        max_length=120,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > reading.MOST_BYTES:  # refused before it is read
            raise forms.ValidationError(about_file(Unreadable(FileProblem.TOO_LARGE)))
        return file

    def refuse(self, error: Unreadable) -> None:
        self.add_error("file", about_file(error))


class ColumnsForm(forms.Form):
    """A choice for each column, named `column-` and its place; and values for new members where the
    list has none."""

    kind = forms.ModelChoiceField(
        MemberKind.objects.all(), label=_("Kind"), required=False, empty_label=_("as the list says")
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.all(),
        label=_("Neighbourhood"),
        required=False,
        empty_label=_("as the list says"),
    )
    language = forms.ChoiceField(
        choices=[("", _("as the list says")), *LANGUAGES],
        label=_("Language"),
        required=False,
    )
    joined_on = forms.DateField(
        label=_("Joined on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date, such as 31-12-2025.")},
    )

    def __init__(self, data: Any, *, source: RegisterImport) -> None:
        super().__init__(data)
        self.source = source
        self.headings = [heading for heading, _examples in source.headings]
        named = source.mapping.get("columns") or columns.guess(self.headings)
        choices = [("", _("(not used)")), *LABELS.items()]
        for place, heading in enumerate(self.headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=named.get(heading, "")
            )
        defaults = source.mapping.get("defaults") or {"language": "nl"}
        self.initial = {name: value for name, value in defaults.items() if name in columns.DEFAULTS}
        if place_key := self.initial.get("neighbourhood"):
            found = Neighbourhood.objects.filter(name=place_key).first()
            self.initial["neighbourhood"] = found.pk if found else None

    def rows(self) -> Iterator[tuple[forms.BoundField, list[str]]]:
        for place, (_heading, examples) in enumerate(self.source.headings):
            yield self[f"column-{place}"], examples

    def defaults(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in columns.DEFAULTS)

    def clean_joined_on(self) -> Any:
        day = self.cleaned_data["joined_on"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.fields["joined_on"].error_messages["invalid"])
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        problem = columns.clash(self.columns().values())
        if problem:
            raise forms.ValidationError(str(CLASHES[problem]))
        return data

    def columns(self) -> dict[str, str]:
        return {
            heading: self.cleaned_data.get(f"column-{place}", "")
            for place, heading in enumerate(self.headings)
        }

    def chosen(self) -> dict[str, str]:
        """Field -> value for new members, as a cell would say it."""
        data = self.cleaned_data
        values = {
            "kind": data["kind"].pk if data["kind"] else "",
            "neighbourhood": data["neighbourhood"].name if data["neighbourhood"] else "",
            "language": data["language"],
            "joined_on": data["joined_on"].isoformat() if data["joined_on"] else "",
        }
        return {name: value for name, value in values.items() if value}
