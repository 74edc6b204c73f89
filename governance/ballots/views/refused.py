"""A refusal in words: a plain page that says what happened and that nothing was stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from governance.ballots.forms import SealedChoice
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
    Refusal.ON_PAPER: (409, _("A ballot on paper came in here. It counts, once.")),
    Refusal.TOO_FEW: (
        422,
        _("These are fewer than ten voters. Wait for more, or say that these are all papers."),
    ),
    Refusal.NOT_WHOLE: (
        409,
        _("There are other papers of this vote, so these cannot be all, or come too late."),
    ),
    Refusal.SAME_PERSON: (
        409,
        _("You entered these papers yourself. Somebody else of the committee confirms them."),
    ),
    Refusal.NOT_AS_SEEN: (409, _("The papers were changed in the meantime. Read them again.")),
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
    Refusal.NOT_STORED: (503, _("Your vote was not stored. Please try again.")),
    Refusal.IN_DOUBT: (503, _("We do not know whether your vote was stored. Please try again.")),
}
TRY_AGAIN_AFTER = 10
"""Seconds that a program should wait before it tries again."""
BATCH_WORDS = {
    Refusal.NOT_ON_ROLL: _("These numbers are not on the electoral roll:"),
    Refusal.ALREADY_VOTED: _("These have voted already. Set their envelopes aside, unopened:"),
    Refusal.ON_PAPER: _("The papers of these came in before:"),
}
"""The same refusals, about the envelopes of others."""


def refuse(request: HttpRequest, poll: Poll, refusal: Refusal) -> HttpResponse:
    status, sentence = WORDS[refusal]
    context = {
        "poll": poll,
        "refusal": refusal.name,
        "sentence": sentence,
        "retry": refusal in (Refusal.INVALID_BALLOT, Refusal.FORGED_CODE),
    }
    return render(request, "ballots/refused.html", context, status=status)


def not_stored(
    request: HttpRequest, poll: Poll, entry_id: int, refusal: Refusal, filled_in: SealedChoice
) -> HttpResponse:
    """The database cannot write, or broke. The page holds the ballot as it was filled in, so that
    one press casts the very same one: what was stored after all gives the same receipt."""
    if "doubt" in request.POST:  # an earlier try may have stored it
        refusal = Refusal.IN_DOUBT
    status, sentence = WORDS[refusal]
    context = {
        "poll": poll,
        "entry_id": entry_id,
        "in_doubt": refusal is Refusal.IN_DOUBT,
        "sentence": sentence,
        "sealed": filled_in,
    }
    response = render(request, "ballots/not_stored.html", context, status=status)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response
