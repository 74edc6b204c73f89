"""My page, and all that the house holds about me (GDPR art. 15 and 20)."""

from django.http import HttpResponse
from django.shortcuts import render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from wijkstem.mine.archive import archive
from wijkstem.mine.pages import MyDataPage, MyPage


@page(Who.SIGNED_IN)
def mine(request: HouseRequest) -> HttpResponse:
    return render(request, "mine.html", {"page": MyPage.for_visitor(request.visitor)})


@page(Who.SIGNED_IN, post=True)
def my_data(request: HouseRequest) -> HttpResponse:
    """GET tells what there is, POST hands it out as a file."""
    user = request.visitor.required_user()
    if request.method != "POST":
        return render(request, "mine/data.html", {"page": MyDataPage.for_user(user)})
    answer = HttpResponse(archive(user), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return answer
