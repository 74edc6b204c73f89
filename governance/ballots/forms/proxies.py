"""Naming the voter who gets a proxy: by member number and name, so that trying numbers does not
show who the members are."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.models import Poll, RollEntry
from governance.members.models import Member

# Letters that do not split into a letter and an accent.
LETTERS = str.maketrans(
    {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "-": " "}
)


class ProxyForm(forms.Form):
    """Fields: `number` and `surname`. After a valid form `holder` is the member named."""

    number = forms.IntegerField(label=_("Their member number"), min_value=1, max_value=2**31 - 1)
    surname = forms.CharField(
        label=_("Their surname"), help_text=_("As on the list of members."), max_length=120
    )

    def __init__(self, *args: Any, poll: Poll, principal: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.principal = principal
        self.holder: Member | None = None

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        entries = RollEntry.objects.filter(poll=self.poll).exclude(member=self.principal)
        entry = entries.filter(number=self.cleaned_data["number"]).select_related("member").first()
        if entry is None or not ends_with(entry.name, self.cleaned_data["surname"]):
            # One answer for a number that does not exist, another name, and a member who is no
            # voter.
            raise forms.ValidationError(
                _("No other voter of this vote has this number and this surname.")
            )
        self.holder = entry.member
        return self.cleaned_data


def ends_with(name: str, typed: str) -> bool:
    """Whether the typed words are the last ones of the name, ignoring capitals and accents."""
    whole, last = plain(name), plain(typed)
    return bool(last) and whole[-len(last) :] == last


def plain(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(one for one in apart if not unicodedata.combining(one)).split()
