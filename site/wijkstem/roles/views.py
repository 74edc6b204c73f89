"""The page of roles."""

from django.http import HttpResponse
from django.shortcuts import render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.roles import Role
from wijkstem.roles.pages import RolesPage


@page(Who.MEMBERS, *Role)
def roles_page(request: HouseRequest) -> HttpResponse:
    return render(request, "roles/page.html", {"page": RolesPage.for_visitor(request.visitor)})
