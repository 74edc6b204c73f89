"""Terms of office: who holds which role from when until when, appointing, and ending a term."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.members import actions
from governance.members.capabilities import APPOINT_AS_ADMINISTRATOR, APPOINT_AS_SECRETARY
from governance.members.forms.terms import AppointForm, EndForm
from governance.members.models import Term, TermEvent, User
from governance.members.permissions import open_to, proven_anew
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refused
from governance.members.roles import Role
from governance.rules.offices import may_end

SOON = datetime.timedelta(days=60)
"""A term that ends within these days is told on the list."""
PAST = 100
"""So many terms of the past, and so many acts, are shown, the last ones first."""


@dataclass(frozen=True)
class Line:
    """One term on the list, with what this reader may do to it."""

    term: Term
    name: str
    soon: bool
    may_end: bool


@require_safe
@never_cache
@open_to(APPOINT_AS_SECRETARY, APPOINT_AS_ADMINISTRATOR)
def term_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    terms = list(Term.objects.select_related("user__member"))
    past = sorted(
        (term for term in terms if term.ends_on and term.ends_on < today),
        key=lambda term: (term.ends_on, term.pk),
        reverse=True,
    )
    now = [term for term in terms if term not in past and term.begins_on <= today]
    future = [term for term in terms if term.begins_on > today]
    context = {
        "groups": [
            ("now", [line(term, request, today) for term in now]),
            ("future", [line(term, request, today) for term in future]),
            ("past", [line(term, request, today) for term in past[:PAST]]),
        ],
        "soon": [one for one in (line(term, request, today) for term in now) if one.soon],
        "events": [
            (event.user.called, event)
            for event in TermEvent.objects.select_related("user__member")[:PAST]
        ],
        "vacant": [role for role in Role if role not in {term.role for term in now}],
    }
    return render(request, "members/board/terms.html", context)


def line(term: Term, request: HttpRequest, today: datetime.date) -> Line:
    roles: frozenset[Role] = request.user.roles  # type: ignore[union-attr]
    ended = term.ends_on is not None and term.ends_on < today
    own = term.user_id == request.user.pk
    return Line(
        term=term,
        name=term.user.called,
        soon=not ended and term.ends_on is not None and term.ends_on - today <= SOON,
        may_end=not ended and may_end(term.role, holds=roles, own=own),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(APPOINT_AS_SECRETARY, APPOINT_AS_ADMINISTRATOR)
@proven_anew
def appoint(request: HttpRequest) -> HttpResponse:
    """POST fields: those of the form, and `step`: "check" (default), "change" (back from the check
    page) or "appoint". Until then nothing is stored."""
    if request.method != "POST":
        return form_page(request, AppointForm())
    form = AppointForm(request.POST)
    step = request.POST.get("step", "check")
    if step == "change":
        return form_page(request, form)
    if not form.is_valid():
        return form_page(request, form, status=422)
    if step != "appoint":
        return check_page(request, form)
    try:
        actions.appoint(**asked(form), by=str(request.user), giver=giver(request))
    except Refused as error:
        return form_page(request, form, str(SENTENCES[error.refusal]), status=409)
    name = form.cleaned_data["who"].called
    messages.success(request, _("%(name)s was appointed.") % {"name": name})
    return redirect("board:terms")


def giver(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (open_to let only users in)
    return request.user


def asked(form: AppointForm) -> dict[str, Any]:
    fields = form.cleaned_data
    kept = {name: fields[name] for name in ("begins_on", "ends_on", "grounds")}
    return {"user": fields["who"], "role": Role(fields["role"]), **kept}


def form_page(
    request: HttpRequest, form: AppointForm, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "sentence": sentence}
    return render(request, "members/board/appoint.html", context, status=status)


def check_page(request: HttpRequest, form: AppointForm) -> HttpResponse:
    fields = form.cleaned_data
    acting = Term.objects.filter(role=fields["role"]).acting(fields["begins_on"])
    context = {
        "form": form,
        "name": fields["who"].called,
        "role": Role(fields["role"]).label,
        "acting": [(t.user.called, t) for t in acting.select_related("user__member")],
    }
    return render(request, "members/board/appoint_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(APPOINT_AS_SECRETARY, APPOINT_AS_ADMINISTRATOR)
@proven_anew
def end_term(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for the last day and the reason, POST ends the term."""
    term = get_object_or_404(Term.objects.select_related("user__member"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, term=term)
    sentence, status = "", 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        try:
            actions.end_term(
                term=term, by=str(request.user), giver=giver(request), **form.cleaned_data
            )
        except Refused as error:
            sentence, status = str(SENTENCES[error.refusal]), 409
        else:
            return ended(request, term, day)
    context = {"form": form, "term": term, "name": term.user.called, "sentence": sentence}
    return render(request, "members/board/end_term.html", context, status=status)


def ended(request: HttpRequest, term: Term, day: datetime.date) -> HttpResponse:
    """Back to the list; who laid their own role down may not come there any more."""
    messages.success(request, _("The term was ended."))
    own = term.user_id == request.user.pk and day < timezone.localdate()
    return redirect("mine" if own else "board:terms")
