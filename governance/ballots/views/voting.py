"""Voting: choose, check, cast, receipt. No choice and no code is ever in an address or a log."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from governance.ballots import kinds
from governance.ballots.actions import cast as cast_actions
from governance.ballots.box import receipts
from governance.ballots.forms.voting import SealedChoice
from governance.ballots.kinds.forms import BallotForm
from governance.ballots.models import Poll, RollEntry
from governance.ballots.pages.readable import readable_poll
from governance.ballots.pages.voting import BallotPaperPage, ReceiptPage, entry_to_fill_in
from governance.ballots.refusals import BoxRefusal
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.refusals import Refusal, Refused

# Seconds that a program should wait before it tries again.
TRY_AGAIN_AFTER = 10


@sensitive_post_parameters()
@sensitive_variables()
@page(Who.MEMBERS, post=True)
def paper(request: HouseRequest, slug: str, entry_id: int) -> HttpResponse:
    """The ballot paper. POST reads the choice back for checking; nothing is stored here.

    POST fields: the kind's own, `code`, and `step`: "check" (default), "change" (back from the
    check page), "panel" (htmx: the choices so far).
    """
    poll = readable_poll(slug, request.visitor)
    entry = entry_to_fill_in(poll, entry_id, request.visitor.required_member())
    code = read_code(request, entry)
    step = request.POST.get("step", "check") if request.method == "POST" else "start"
    if step == "change":
        return change(request, entry, code)
    form = new_form(entry, request.POST if step != "start" else None)
    if step == "check" and form.is_valid():
        return check_page(request, entry, form.choice(), code)
    return choose_page(request, entry, form, code, status=422 if step == "check" else 200)


@sensitive_post_parameters()
@sensitive_variables()
@page(Who.MEMBERS, post=True)
def cast(request: HouseRequest, slug: str, entry_id: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("ballots:paper", slug, entry_id)
    poll = readable_poll(slug, request.visitor)
    sealed = SealedChoice(request.POST)
    if not sealed.is_valid():
        raise Refused(BoxRefusal.INVALID_BALLOT)
    try:
        receipt = cast_actions.cast(
            poll=poll,
            entry_id=entry_id,
            voter=request.visitor.required_member(),
            code=unsign(sealed.cleaned_data["code"], entry_id),
            choice=sealed.cleaned_data["choice"],
        )
    except Refused as refused:
        if refused.refusal in (BoxRefusal.NOT_STORED, BoxRefusal.IN_DOUBT):
            return not_stored(request, poll, entry_id, refused.refusal, sealed)
        raise
    # The answer itself is the receipt, so the code is in no address and no session.
    shown = {"page": ReceiptPage.for_receipt(poll, receipt)}
    return render(request, "ballots/voting/receipt.html", shown)


def read_code(request: HouseRequest, entry: RollEntry) -> str:
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
    entry: RollEntry, data: QueryDict | None = None, chosen: kinds.Choice | None = None
) -> BallotForm:
    return entry.poll.paper.form(entry.poll)(data, poll=entry.poll, entry=entry, chosen=chosen)


def change(request: HouseRequest, entry: RollEntry, code: str) -> HttpResponse:
    sealed = SealedChoice(request.POST)
    chosen = None
    if sealed.is_valid():
        try:
            choice = sealed.cleaned_data["choice"]
            chosen = entry.poll.counting.check(choice, entry.poll.configuration)
        except kinds.InvalidBallot:
            raise Refused(BoxRefusal.INVALID_BALLOT) from None
    return choose_page(request, entry, new_form(entry, chosen=chosen), code)


def choose_page(
    request: HouseRequest, entry: RollEntry, form: BallotForm, code: str, status: int = 200
) -> HttpResponse:
    shown = BallotPaperPage.for_voter(entry, request.visitor.required_member(), code)
    templates = entry.poll.paper.paper_templates
    return render(request, templates, {"page": shown, "form": form}, status=status)


def check_page(
    request: HouseRequest, entry: RollEntry, choice: kinds.Choice, code: str
) -> HttpResponse:
    shown = BallotPaperPage.for_voter(entry, request.visitor.required_member(), code, choice)
    sealed = SealedChoice(SealedChoice.fields_for(choice, code, entry))
    return render(request, "ballots/voting/check.html", {"page": shown, "sealed": sealed})


def not_stored(
    request: HouseRequest, poll: Poll, entry_id: int, refusal: Refusal, filled_in: SealedChoice
) -> HttpResponse:
    """The database cannot write, or broke. The page holds the ballot as filled in, so that one
    press casts the very same one: if it was stored after all, that gives the same receipt."""
    if "doubt" in request.POST:  # an earlier try may have stored it
        refusal = BoxRefusal.IN_DOUBT
    shown = {"poll": poll, "entry_id": entry_id, "refusal": refusal, "sealed": filled_in}
    response = render(request, "ballots/voting/not_stored.html", shown, status=refusal.status)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response
