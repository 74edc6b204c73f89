"""Submitting an idea (write, check, publish) and withdrawing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.models import Member
from governance.refusals import Refused
from proposals import actions
from proposals.forms import IdeaForm
from proposals.models import Idea
from proposals.refusals import IdeaRefusal


@page(Who.MEMBERS, post=True)
def submit(request: HouseRequest) -> HttpResponse:
    """POST fields: those of the form, and `step`: "check" (default), "change" or "publish"."""
    # "change" returns from the check page to the form. Only "publish" stores something.
    member = request.visitor.required_member()
    if member.suspended_today:
        raise Refused(IdeaRefusal.SUSPENDED)
    if request.method != "POST":
        return write_page(request, IdeaForm(initial={"neighbourhood": member.neighbourhood_id}))
    form = IdeaForm(request.POST)
    step = request.POST.get("step", "check")
    if step == "change":
        return write_page(request, form)
    if not form.is_valid():
        return write_page(request, form, status=422)
    return (
        publish(request, form, member) if step == "publish" else check_page(request, form, member)
    )


def write_page(request: HouseRequest, form: IdeaForm, status: int = 200) -> HttpResponse:
    form.is_valid()
    title = getattr(form, "cleaned_data", {}).get("title", "")
    context = {"form": form, "similar": Idea.objects.similar_to(title)}
    return render(request, "proposals/write.html", context, status=status)


def check_page(request: HouseRequest, form: IdeaForm, member: Member) -> HttpResponse:
    idea = form.idea(member)
    context = {"form": form, "idea": idea, "similar": Idea.objects.similar_to(idea.title)}
    return render(request, "proposals/check.html", context)


def publish(request: HouseRequest, form: IdeaForm, member: Member) -> HttpResponse:
    idea = actions.submit(author=member, **form.cleaned_data)
    messages.success(request, _("Your idea is published. You are its first supporter."))
    return redirect(idea)


@page(Who.MEMBERS, post=True)
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """GET asks for confirmation, POST withdraws."""
    member = request.visitor.required_member()
    idea = get_object_or_404(Idea, pk=pk)
    if idea.author_id != member.pk:
        if idea.state != Idea.State.PUBLISHED:
            raise Http404
        raise Refused(IdeaRefusal.NOT_YOURS)
    if request.method != "POST" and idea.state == Idea.State.PUBLISHED:
        return render(request, "proposals/withdraw.html", {"idea": idea})
    if request.method == "POST":
        actions.withdraw(idea=idea, member=member)
        messages.success(request, _("Your idea has been withdrawn."))
    return redirect("proposals:list")
