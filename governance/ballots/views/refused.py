"""A refusal in words: a plain page that says what happened and that nothing was stored."""

from django.http import HttpRequest, HttpResponse

from governance.ballots.models import Poll
from governance.members.access.page import refused_page
from governance.refusals import Refusal


def refuse(request: HttpRequest, poll: Poll, refusal: Refusal) -> HttpResponse:
    return refused_page(request, refusal)  # type: ignore[arg-type]
