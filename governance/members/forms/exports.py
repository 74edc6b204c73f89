"""Choosing what to export of the register."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.members.actions.exports import COLUMNS

HEADINGS: dict[str, str | Promise] = {
    "number": _("member number"),
    "name": _("name"),
    "kind": _("kind"),
    "neighbourhood": _("district or quarter"),
    "district": _("part of district"),
    "standing": _("standing"),
    "street": _("street and house number"),
    "postal_code": _("postal code"),
    "town": _("town"),
    "email": _("e-mail address"),
    "language": _("language"),
    "email_consent_on": _("agreed to notice by e-mail on"),
    "joined_on": _("joined on"),
    "suspended_on": _("suspended on"),
    "left_on": _("left on"),
}
# What is ticked at first: take no more than is needed (GDPR article 5).
FEW = ["number", "name"]


class ExportForm(forms.Form):
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(column, HEADINGS[column]) for column in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
        initial=FEW,
        help_text=_("Take no more than you need."),
    )
    form = forms.ChoiceField(
        label=_("Form"),
        choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("text with commas (CSV)"))],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def clean_columns(self) -> list[str]:
        wanted = set(self.cleaned_data["columns"])
        # In our order, whatever the order in which they were sent.
        return [column for column in COLUMNS if column in wanted]
