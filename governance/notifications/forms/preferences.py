"""How a user wants to get each kind of mail."""

from typing import Any

from django import forms

from governance.notifications.mail_kinds import MailKind


class PreferencesForm(forms.Form):
    def __init__(self, data: Any = None, *, kinds: list[MailKind], **options: Any) -> None:
        super().__init__(data, **options)
        for kind in kinds:
            self.fields[kind.key] = forms.ChoiceField(
                label=str(kind.title),
                help_text=f"{kind.about} {kind.always}".strip(),
                choices=[(way.value, way.label) for way in kind.ways],
                widget=forms.RadioSelect,
            )
