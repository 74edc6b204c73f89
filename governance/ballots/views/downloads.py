"""A counted poll as files."""

from django.http import HttpResponse

from governance.ballots.pages.downloads import (
    ballots_file,
    counted_poll,
    json_file,
    table_file,
)
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest


@page(Who.EVERYONE)
def result_csv(request: HouseRequest, slug: str) -> HttpResponse:
    return table_file(*counted_poll(slug, request.visitor)).answer()


@page(Who.EVERYONE)
def result_json(request: HouseRequest, slug: str) -> HttpResponse:
    return json_file(*counted_poll(slug, request.visitor)).answer()


@page(Who.EVERYONE)
def ballots_blt(request: HouseRequest, slug: str) -> HttpResponse:
    poll, tally = counted_poll(slug, request.visitor)
    return ballots_file(poll, tally, request.visitor, "blt").answer()
