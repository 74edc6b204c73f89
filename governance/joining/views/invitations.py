"""The secretary's page for letters with a code."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.joining import letters as papers
from governance.joining.actions import invitations
from governance.joining.capabilities import WRITE_LETTERS
from governance.joining.forms.letters import LettersForm
from governance.joining.models import Invitation
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted

A_PAGE = 50


@page(WRITE_LETTERS, post=True, reauthenticate=True)
def letters(request: HouseRequest) -> HttpResponse:
    """POST answers with the letters in one file."""
    form = LettersForm(posted(request))
    if form.is_valid():
        # Their codes are stored nowhere, so a second POST makes other codes.
        pdf = make(request, form)
        if pdf:
            return attached(pdf)
        form.add_error("who", _("There is nobody to make a letter for."))
    return letters_page(request, form)


@transaction.atomic
def make(request: HouseRequest, form: LettersForm) -> bytes:
    """The letters; empty if there are none to write."""
    sender = render_to_string("joining/letter_sender.txt", {}, request).splitlines()
    # In the transaction: if the file cannot be made, no letter was made.
    made = invitations.invite(members=form.members(), by=request.visitor.actor)
    return papers.print_out(made, [line for line in sender if line.strip()]) if made else b""


def attached(pdf: bytes) -> HttpResponse:
    name = f"brieven-{timezone.localdate().isoformat()}.pdf"
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def letters_page(request: HouseRequest, form: LettersForm) -> HttpResponse:
    sent = Invitation.objects.select_related("member")
    now = timezone.now()
    without = invitations.without_address()
    context = {
        "form": form,
        "without": without.count(),
        "new": invitations.without_letter().count(),
        "homeless": without.filter(street="").count(),
        "never_seen": invitations.never_seen().count(),
        "page": Paginator(sent, A_PAGE).get_page(request.GET.get("p")),
        "working": set(Invitation.objects.working(now).values_list("pk", flat=True)),
        "days": invitations.WORKS.days,
        "mailed": request.GET.get("gemaild", "") == "ja",
    }
    return render(request, "joining/letters.html", context, status=422 if form.errors else 200)


@page(WRITE_LETTERS, get=False, post=True)
def write_to_never_seen(request: HouseRequest) -> HttpResponse:
    invitations.write_to_never_seen()
    return redirect(f"{reverse('joining:letters')}?gemaild=ja")
