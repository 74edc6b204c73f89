"""A page with a form behind one act: GET shows it, POST acts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from governance.members.access.request import HouseRequest
from governance.refusals import Refusal, Refused


def act_page(
    request: HouseRequest,
    form: forms.Form,
    template: str,
    act: Callable[..., Any],
    **context: Any,
) -> HttpResponse:
    """`act` gets the fields by name; it returns the answer, or where to go. A refusal keeps all
    that was filled in, and comes at the field to blame or as `refusal`."""
    status, refusal = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = act(**form.cleaned_data)
                return done if isinstance(done, HttpResponse) else redirect(done)
            except Refused as refused:
                status, refusal = refused.refusal.status, blame(form, refused.refusal)
    shown = {"form": form, "refusal": refusal, **context}
    return render(request, template, shown, status=status)


def blame(form: forms.Form, refusal: Refusal) -> Refusal | None:
    """Shows the sentence at the field named in `blames`; the refusal if there is none."""
    field = getattr(form, "blames", {}).get(refusal)
    if field not in form.fields:
        return refusal
    form.add_error(field, str(refusal.sentence))
    return None
