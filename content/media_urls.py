"""Images, and nothing else of the media folder."""
# Documents go through their own view, which checks who may read them.

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseBase
from django.urls import path
from django.views.static import serve

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest

LONGEST = 255  # no file system holds a longer name; asking it for one is an error


@page(Who.EVERYONE, cached=True)
def image(request: HouseRequest, name: str) -> HttpResponseBase:
    """A rendition of an image, by a name that changes with its content."""
    if len(name.encode()) > LONGEST:
        raise Http404
    response = serve(request, name, document_root=f"{settings.MEDIA_ROOT}/images")
    if isinstance(response, FileResponse):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


urlpatterns = [path("images/<str:name>", image, name="image")]
