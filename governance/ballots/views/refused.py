"""A refusal in words: a plain page that says what happened and that nothing was stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from governance.ballots.models import Poll
from governance.ballots.refusals import Refusal

WORDS = {
    Refusal.NOT_ON_ROLL: (403, _("You are not on the electoral roll of this vote.")),
    Refusal.NOT_YOURS: (403, _("This ballot paper belongs to somebody else.")),
    Refusal.NOT_IN_STANDING: (
        403,
        _("Somebody who is suspended as a member, or has left, cannot vote now."),
    ),
    Refusal.NOT_OPEN: (409, _("This vote is not open yet.")),
    Refusal.CLOSED: (409, _("This vote is closed. Ballots can no longer be cast.")),
    Refusal.ALREADY_VOTED: (409, _("A ballot was already cast here. It counts, once.")),
    Refusal.INVALID_BALLOT: (422, _("This ballot does not fit the rules of the vote.")),
    Refusal.FORGED_CODE: (422, _("This form was not made by this site for this ballot paper.")),
    Refusal.WRONG_STATE: (409, _("This cannot be done in the state in which the vote is now.")),
    Refusal.BAD_RULES: (409, _("This vote cannot be opened: its rules cannot be counted.")),
    Refusal.SEALED: (409, _("The ballots are still sealed. The counting committee opens them.")),
    Refusal.TOO_MANY_PROXIES: (409, _("Somebody would stand for more members than is allowed.")),
    Refusal.ALREADY_ON_ROLL: (409, _("This member is on the electoral roll already.")),
    Refusal.NOT_ENTITLED: (409, _("This member may not vote here by the rule of the roll.")),
    Refusal.NO_REASON: (422, _("Say why, in a few words.")),
    Refusal.NOT_LATER: (422, _("The new end must be later than the present one.")),
    Refusal.TOO_LATE: (409, _("The time in which one could object has passed.")),
    Refusal.NO_KEY: (
        409,
        _("The ballots cannot be sealed: choose a key that the counting committee has rehearsed."),
    ),
    Refusal.BAD_KEY: (422, _("This is not the file with the public key, or it is damaged.")),
    Refusal.KNOWN_KEY: (409, _("This key was uploaded before.")),
    Refusal.WRONG_ANSWER: (422, _("This is not the answer in the rehearsal file.")),
    Refusal.DOES_NOT_FIT: (422, _("The opened ballots do not fit the sealed ones.")),
    Refusal.BOX_CHANGED: (
        409,
        _("The box does not hold what was published at closing. Do not count it; find out why."),
    ),
}


def refuse(request: HttpRequest, poll: Poll, refusal: Refusal) -> HttpResponse:
    status, sentence = WORDS[refusal]
    context = {
        "poll": poll,
        "refusal": refusal.name,
        "sentence": sentence,
        "retry": refusal in (Refusal.INVALID_BALLOT, Refusal.FORGED_CODE),
    }
    return render(request, "ballots/refused.html", context, status=status)
