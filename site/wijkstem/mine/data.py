"""My data: what the site holds about me, to view and to download (GDPR art. 15 and 20)."""

from django.http import HttpResponse
from django.shortcuts import render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.privacy import export
from wijkstem.mine.archive import archive


@page(Who.SIGNED_IN, post=True)
def my_data(request: HouseRequest) -> HttpResponse:
    user = request.visitor.required_user()
    if request.method != "POST":
        found = export.gather(user)
        parts = [(part.about, len(found[name])) for name, part in export.parts().items()]
        parts.sort(key=lambda part: part[1] == 0)
        return render(request, "mine/data.html", {"parts": parts})
    answer = HttpResponse(archive(user), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return answer
