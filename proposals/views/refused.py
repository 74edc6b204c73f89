"""A refusal in words: a plain page that says what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from proposals.refusals import Refusal

WORDS = {
    Refusal.SUSPENDED: (
        403,
        _("Your membership has been suspended, so you cannot submit or support ideas now."),
    ),
    Refusal.NOT_A_MEMBER: (403, _("Only members can submit or support ideas.")),
    Refusal.NOT_YOURS: (403, _("Only the member who submitted this idea can withdraw it.")),
    Refusal.WITHDRAWN: (409, _("This idea has been withdrawn by the member who submitted it.")),
}


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status, sentence = WORDS[refusal]
    context = {"refusal": refusal.name, "sentence": sentence}
    return render(request, "proposals/refused.html", context, status=status)
