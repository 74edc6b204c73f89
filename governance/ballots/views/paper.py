"""Voting: choose, check, cast, receipt. No choice and no code is ever in an address or a log."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from governance.ballots import actions, kinds, receipts
from governance.ballots.actions.cast import require_open
from governance.ballots.forms import SealedChoice
from governance.ballots.kinds.forms import BallotForm
from governance.ballots.models import PaperVoter, Poll, RollEntry
from governance.ballots.pages.readable import readable_poll
from governance.ballots.refusals import BoxRefusal
from governance.ballots.views.refused import not_stored, refuse
from governance.members.models import Member
from governance.members.permissions import Who, member_of, open_to
from governance.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@open_to(Who.MEMBERS)
def paper(request: HttpRequest, slug: str, entry_id: int) -> HttpResponse:
    """The ballot paper. POST reads the choice back for checking; nothing is stored here.

    POST fields: the kind's own, `code`, and `step`: "check" (default), "change" (back from the
    check page), "panel" (htmx: what has been chosen so far).
    """
    poll = readable_poll(slug, request.visitor)  # type: ignore[attr-defined]
    try:
        entry = fillable(request, poll, entry_id)
        code = read_code(request, entry)
    except Refused as error:
        return refuse(request, poll, error.refusal)
    step = request.POST.get("step", "check") if request.method == "POST" else "start"
    if step == "change":
        return change(request, poll, entry, code)
    form = new_form(poll, entry, request.POST if step != "start" else None)
    if step == "check" and form.is_valid():
        return check_page(request, poll, entry, form.choice(), code)
    status = 422 if step == "check" else 200
    return choose_page(request, poll, entry, form, code, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@open_to(Who.MEMBERS)
def cast(request: HttpRequest, slug: str, entry_id: int) -> HttpResponse:
    """Casts, and answers with the receipt itself: the code is in no address and in no session."""
    if request.method != "POST":
        return redirect("ballots:paper", slug, entry_id)
    poll = readable_poll(slug, request.visitor)  # type: ignore[attr-defined]
    sealed = SealedChoice(request.POST)
    try:
        if not sealed.is_valid():
            raise Refused(BoxRefusal.INVALID_BALLOT)
        receipt = actions.cast(
            poll=poll,
            entry_id=entry_id,
            voter=voter(request),
            code=unsign(sealed.cleaned_data["code"], entry_id),
            choice=sealed.cleaned_data["choice"],
        )
    except Refused as error:
        if error.refusal in (BoxRefusal.NOT_STORED, BoxRefusal.IN_DOUBT):
            return not_stored(request, poll, entry_id, error.refusal, sealed)
        return refuse(request, poll, error.refusal)
    context = {"poll": poll, "receipt": receipt, "code": receipts.spaced(receipt.code)}
    return render(request, "ballots/receipt.html", context)


def voter(request: HttpRequest) -> Member:
    """The member who is at the page; `open_to` let only members in."""
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member


def fillable(request: HttpRequest, poll: Poll, entry_id: int) -> RollEntry:
    """The roll entry, if its ballot paper can be filled in now by this member."""
    entry = (
        RollEntry.objects.filter(poll=poll, pk=entry_id)
        .select_related("member", "participation")
        .first()
    )
    if entry is None:
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if not RollEntry.objects.of(voter(request)).filter(pk=entry_id).exists():
        raise Refused(BoxRefusal.NOT_YOURS)
    actions.require_standing(entry, voter(request))
    require_open(poll)
    if entry.voted and not poll.linked:
        raise Refused(BoxRefusal.ALREADY_VOTED)
    if PaperVoter.objects.filter(entry=entry).exists():
        raise Refused(BoxRefusal.ON_PAPER)
    return entry


def read_code(request: HttpRequest, entry: RollEntry) -> str:
    """The code that came with the form, or a new one for a new paper."""
    if request.method != "POST":
        return receipts.new_code()
    return unsign(request.POST.get("code", ""), entry.pk)


def unsign(signed: str, entry_id: int) -> str:
    try:
        return receipts.unsign(signed, entry_id)
    except receipts.Forged:
        raise Refused(BoxRefusal.FORGED_CODE) from None


def new_form(
    poll: Poll, entry: RollEntry, data: QueryDict | None = None, chosen: kinds.Choice | None = None
) -> BallotForm:
    return poll.paper.form(poll)(data, poll=poll, entry=entry, chosen=chosen)


def change(request: HttpRequest, poll: Poll, entry: RollEntry, code: str) -> HttpResponse:
    """Back from the check page, with everything as it was."""
    sealed = SealedChoice(request.POST)
    chosen = None
    if sealed.is_valid():
        try:
            chosen = poll.counting.check(sealed.cleaned_data["choice"], poll.configuration)
        except kinds.InvalidBallot:
            return refuse(request, poll, BoxRefusal.INVALID_BALLOT)
    return choose_page(request, poll, entry, new_form(poll, entry, chosen=chosen), code)


def choose_page(
    request: HttpRequest,
    poll: Poll,
    entry: RollEntry,
    form: BallotForm,
    code: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "poll": poll,
        "entry": entry,
        "form": form,
        "code": receipts.sign(code, entry.pk),
        "again": entry.voted,
        "by_proxy": entry.member_id != voter(request).pk,
    }
    return render(request, poll.paper.paper_templates, context, status=status)


def check_page(
    request: HttpRequest, poll: Poll, entry: RollEntry, choice: kinds.Choice, code: str
) -> HttpResponse:
    context = {
        "poll": poll,
        "entry": entry,
        "choice": poll.paper.shown_choice(poll, choice),
        "code": receipts.spaced(code),
        "again": entry.voted,
        "sealed": SealedChoice(SealedChoice.fields_for(choice, code, entry)),
        "by_proxy": entry.member_id != voter(request).pk,
    }
    return render(request, "ballots/check.html", context)
