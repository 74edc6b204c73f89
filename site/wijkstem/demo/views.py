"""The mailbox and the one-click login of the demo."""

from django.contrib.auth import login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, next_page
from governance.members.login import devices, second_factor
from governance.members.models import User
from wijkstem.demo.models import DemoMail
from wijkstem.demo.roles import ROLES

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page(Who.EVERYONE)
def mailbox(request: HouseRequest) -> HttpResponse:
    """The mail of everyone, or of one address (`?aan=`), newest first."""
    mails = DemoMail.objects.all()
    to = request.GET.get("aan", "").replace("\0", "").strip()
    if to:
        mails = mails.filter(to__iexact=to)
    return render(request, "demo/mailbox.html", {"mails": mails[:50], "to": to})


@page(Who.EVERYONE)
def letter(request: HouseRequest, pk: int) -> HttpResponse:
    return render(request, "demo/letter.html", {"mail": get_object_or_404(DemoMail, pk=pk)})


@page(Who.EVERYONE, get=False, post=True)
def become(request: HouseRequest) -> HttpResponse:
    role = next((role for role in ROLES if role.key == request.POST.get("role")), None)
    if role is None:
        raise Http404
    login(request, get_object_or_404(User, email=role.email), backend=BACKEND)
    # In the demo only one click also counts as a second factor: a visitor has no other.
    second_factor.note(request, "demo")
    devices.begin(request)
    return HttpResponseRedirect(next_page(request, otherwise=reverse("mine")))


@page(Who.EVERYONE)
def style(request: HouseRequest) -> HttpResponse:
    return render(request, "demo/style.html")
