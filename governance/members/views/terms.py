"""Terms of office: who holds which role from when until when, appointing, and ending a term."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.members.access.act_page import act_page
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.actions import terms
from governance.members.capabilities import APPOINT_AS_ADMINISTRATOR, APPOINT_AS_SECRETARY
from governance.members.forms.terms import AppointForm, EndForm
from governance.members.models import Term, TermEvent, User
from governance.members.roles import Role
from governance.rules.offices import may_end

SOON = datetime.timedelta(days=60)  # a term that ends within these days is marked
PAST = 100  # terms of the past, and acts, that are shown: the last ones first
KEEPERS = (APPOINT_AS_SECRETARY, APPOINT_AS_ADMINISTRATOR)


@dataclass(frozen=True)
class Line:
    """One term on the list, with what this reader may do to it."""

    term: Term
    name: str
    soon: bool
    may_end: bool


@page(*KEEPERS)
def term_list(request: HouseRequest) -> HttpResponse:
    today = timezone.localdate()
    held = list(Term.objects.select_related("user__member"))
    past = sorted(
        (term for term in held if term.ends_on and term.ends_on < today),
        key=lambda term: (term.ends_on, term.pk),
        reverse=True,
    )
    now = [term for term in held if term not in past and term.begins_on <= today]
    future = [term for term in held if term.begins_on > today]
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


def line(term: Term, request: HouseRequest, today: datetime.date) -> Line:
    ended = term.ends_on is not None and term.ends_on < today
    own = term.user_id == request.user.pk
    return Line(
        term=term,
        name=term.user.called,
        soon=not ended and term.ends_on is not None and term.ends_on - today <= SOON,
        may_end=not ended and may_end(term.role, holds=request.visitor.held_roles, own=own),
    )


@page(*KEEPERS, post=True, reauthenticate=True)
def appoint(request: HouseRequest) -> HttpResponse:
    """POST fields: those of the form, and `step`: "check" (default), "change" (back) or
    "appoint"."""
    # Until "appoint" nothing is stored.
    form, step = AppointForm(posted(request)), request.POST.get("step", "check")
    if step == "change":
        return render(request, "members/board/appoint.html", {"form": form})
    if step != "appoint" and form.is_valid():
        return check_page(request, form)

    def appoint_now(who: User, role: str, **fields: Any) -> str:
        terms.appoint(
            user=who,
            role=Role(role),
            by=request.visitor.actor,
            **fields,
        )
        messages.success(request, _("%(name)s was appointed.") % {"name": who.called})
        return "board:terms"

    return act_page(request, form, "members/board/appoint.html", appoint_now)


def check_page(request: HouseRequest, form: AppointForm) -> HttpResponse:
    fields = form.cleaned_data
    acting = Term.objects.filter(role=fields["role"]).acting(fields["begins_on"])
    context = {
        "form": form,
        "name": fields["who"].called,
        "role": Role(fields["role"]).label,
        "acting": [(t.user.called, t) for t in acting.select_related("user__member")],
    }
    return render(request, "members/board/appoint_check.html", context)


@page(*KEEPERS, post=True, reauthenticate=True)
def end_term(request: HouseRequest, pk: int) -> HttpResponse:
    """GET asks for the last day and the reason, POST ends the term."""
    term = get_object_or_404(Term.objects.select_related("user__member"), pk=pk)

    def end(last_day: datetime.date, reason: str) -> str:
        terms.end_term(
            term=term,
            by=request.visitor.actor,
            last_day=last_day,
            reason=reason,
        )
        messages.success(request, _("The term was ended."))
        # Those who laid their own role down may not come to the list any more.
        over = term.user_id == request.user.pk and last_day < timezone.localdate()
        return "mine" if over else "board:terms"

    form = EndForm(posted(request), term=term)
    context = {"term": term, "name": term.user.called}
    return act_page(request, form, "members/board/end_term.html", end, **context)
