"""Former members, and erasing their details (GDPR art. 17)."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.members import actions
from governance.members.access.actor import Actor
from governance.members.forms.erasure import EraseForm
from governance.members.models import Member, RegisterSettings
from governance.members.permissions import open_to, proven_anew
from governance.members.privacy.erasure import counts, subject_of, traces
from governance.members.privacy.subject import pseudonym
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refused
from governance.members.roles import Role
from governance.rules.periods import months_before

PER_PAGE = 50


@require_safe
@never_cache
@open_to(Role.SECRETARY)
def former_list(request: HttpRequest) -> HttpResponse:
    """Those who left and whose details are still there, the longest gone first."""
    today = timezone.localdate()
    former = Member.objects.filter(left_on__lte=today, erased_on=None).order_by("left_on", "number")
    page = Paginator(former, PER_PAGE).get_page(request.GET.get("p"))
    months = RegisterSettings.load().keep_former_members
    lines = [(member, goes_on(member, months)) for member in page]
    context = {"page": page, "lines": lines, "months": months}
    return render(request, "members/board/former.html", context)


def goes_on(member: Member, months: int) -> datetime.date | None:
    """The day on which the details go by themselves."""
    return months_before(member.left_on, -months) if member.left_on else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Role.SECRETARY)
@proven_anew
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """GET tells what goes and what stays, POST erases."""
    member = get_object_or_404(Member.objects.select_related("user"), number=number)
    form = EraseForm(request.POST if request.method == "POST" else None)
    try:
        actions.refuse_to_erase(member)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            actions.erase(member=member, by=Actor.of(request.user), reason=reason)
            said = _("The details of %(name)s were erased.") % {"name": pseudonym(member.number)}
            messages.success(request, said)
            return redirect("board:former")
    except Refused as error:
        context = {"member": member, "sentence": SENTENCES[error.refusal]}
        return render(request, "members/board/not_erased.html", context, status=409)
    status = 422 if form.errors else 200
    return render(request, "members/board/erase.html", told(member, form), status=status)


def told(member: Member, form: EraseForm) -> dict[str, object]:
    found = counts(subject_of(member))
    here = [
        (trace, found.get(key))
        for key, trace in traces().items()
        if found.get(key) or not trace.counted
    ]
    return {
        "member": member,
        "form": form,
        "pseudonym": pseudonym(member.number),
        "goes": [(trace, number) for trace, number in here if not trace.stays],
        "stays": [(trace, number) for trace, number in here if trace.stays],
    }
