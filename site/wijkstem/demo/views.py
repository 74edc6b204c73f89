"""The mailbox and the one-click login of the demo."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from governance.members.login import devices, second_factor
from governance.members.models import User
from governance.members.permissions import Who, open_to
from wijkstem.demo.models import DemoMail
from wijkstem.demo.roles import ROLES

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
@open_to(Who.EVERYONE)
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mail of everyone, or of one address (`?aan=`), newest first."""
    mails = DemoMail.objects.all()
    to = request.GET.get("aan", "").replace("\0", "").strip()
    if to:
        mails = mails.filter(to__iexact=to)
    return render(request, "demo/mailbox.html", {"mails": mails[:50], "to": to})


@require_safe
@open_to(Who.EVERYONE)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "demo/letter.html", {"mail": get_object_or_404(DemoMail, pk=pk)})


@require_POST
@open_to(Who.EVERYONE)
def become(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the demo's people."""
    role = next((role for role in ROLES if role.key == request.POST.get("role")), None)
    if role is None:
        raise Http404
    login(request, get_object_or_404(User, email=role.email), backend=BACKEND)
    # In the demo only: one click also counts as a second factor, or nobody would get any further.
    second_factor.note(request, "demo")
    devices.begin(request)
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(target)
    return redirect("mine")


@require_safe
@open_to(Who.EVERYONE)
def style(request: HttpRequest) -> HttpResponse:
    """The look of the house on one page."""
    return render(request, "demo/style.html")
