"""Why the ballot box says no."""

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class BoxRefusal(Refusal):
    NOT_ON_ROLL = (403, _("You are not on the electoral roll of this vote."))
    NOT_YOURS = (403, _("This ballot paper belongs to somebody else."))
    NOT_IN_STANDING = (
        403,
        _("Somebody who is suspended as a member, or has left, cannot vote now."),
    )
    NOT_OPEN = (409, _("This vote is not open yet."))
    CLOSED = (409, _("This vote is closed. Ballots can no longer be cast."))
    ALREADY_VOTED = (409, _("A ballot was already cast here. It counts, once."))
    INVALID_BALLOT = (422, _("This ballot does not fit the rules of the vote."))
    FORGED_CODE = (422, _("This form was not made by this site for this ballot paper."))
    WRONG_STATE = (409, _("This cannot be done in the state in which the vote is now."))
    BAD_RULES = (409, _("This vote cannot be opened: its rules cannot be counted."))
    UNKNOWN_RULES = (
        422,
        _("A rule of this vote is unknown, is missing, or has a value that it cannot have."),
    )
    SEALED = (409, _("The ballots are still sealed. The counting committee opens them."))
    TOO_MANY_PROXIES = (409, _("Somebody would stand for more members than is allowed."))
    ALREADY_ON_ROLL = (409, _("This member is on the electoral roll already."))
    NOT_ENTITLED = (409, _("This member may not vote here by the rule of the roll."))
    NO_REASON = (422, _("Say why, in a few words."))
    NOT_LATER = (422, _("The new end must be later than the present one."))
    TOO_LATE = (409, _("The time in which one could object has passed."))
    ON_PAPER = (409, _("A ballot on paper came in here. It counts, once."))
    TOO_FEW = (
        422,
        _("These are fewer than ten voters. Wait for more, or say that these are all papers."),
    )
    NOT_WHOLE = (
        409,
        _("There are other papers of this vote, so these cannot be all, or come too late."),
    )
    SAME_PERSON = (
        409,
        _("You entered these papers yourself. Somebody else of the committee confirms them."),
    )
    NOT_AS_SEEN = (409, _("The papers were changed in the meantime. Read them again."))
    NO_KEY = (
        409,
        _("The ballots cannot be sealed: choose a key that the counting committee has rehearsed."),
    )
    BAD_KEY = (422, _("This is not the file with the public key, or it is damaged."))
    KNOWN_KEY = (409, _("This key was uploaded before."))
    WRONG_ANSWER = (422, _("This is not the answer in the rehearsal file."))
    DOES_NOT_FIT = (422, _("The opened ballots do not fit the sealed ones."))
    BOX_CHANGED = (
        409,
        _("The box does not hold what was published at closing. Do not count it; find out why."),
    )
    NOT_STORED = (503, _("Your vote was not stored. Please try again."))
    IN_DOUBT = (503, _("We do not know whether your vote was stored. Please try again."))
