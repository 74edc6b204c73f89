"""Images, and nothing else of the media folder: documents go through their own view, which asks
who may read them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe
from django.views.static import serve

from governance.members.permissions import Who, open_to

LONGEST = 255
"""No file system of ours holds a longer name; asking it for one is an error."""


@require_safe
@open_to(Who.EVERYONE)
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition of an image, by a name that changes with its content."""
    if len(name.encode()) > LONGEST:
        raise Http404
    response = serve(request, name, document_root=f"{settings.MEDIA_ROOT}/images")
    if isinstance(response, FileResponse):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns = [path("images/<str:name>", image, name="image")]
