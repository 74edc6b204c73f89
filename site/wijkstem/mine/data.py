"""My data: what the house holds about me, to look at and to take along (GDPR art. 15 and 20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.members.models import User
from governance.members.permissions import Who, open_to
from governance.members.privacy import export
from wijkstem.mine.archive import archive


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.SIGNED_IN)
def my_data(request: HttpRequest) -> HttpResponse:
    """GET tells what there is, POST hands it out as a file."""
    assert isinstance(request.user, User)  # noqa: S101  (open_to lets only who signed in through)
    if request.method != "POST":
        found = export.gather(request.user)
        parts = [(part.about, len(found[name])) for name, part in export.parts().items()]
        parts.sort(key=lambda part: part[1] == 0)
        return render(request, "mine/data.html", {"parts": parts})
    answer = HttpResponse(archive(request.user), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return answer
