"""A day and an hour, from the browser's own field or typed the Dutch way."""

from typing import Any

from django import forms

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A moment in the time zone of the site, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        formats = [MOMENT, f"{MOMENT}:%S", "%d-%m-%Y %H:%M"]
        super().__init__(**{"widget": widget, "input_formats": formats, **kwargs})
