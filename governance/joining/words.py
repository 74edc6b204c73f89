"""What joining says when it refuses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.joining.refusals import Refusal
from governance.members.refusal_words import SENTENCES as REGISTER

SENTENCES: dict[Refusal, str | Promise] = {
    Refusal.CLOSED: _("Nobody can apply at the moment."),
    Refusal.NOT_UNDECIDED: _("This application was decided or withdrawn already."),
    Refusal.NO_REASON: _("Write down the reason."),
    Refusal.NO_SUCH_LETTER: _(
        "This code does not work. Look at the letter again: was every letter and digit right? A "
        "code works once, and for a limited time. The secretary can send you a new letter."
    ),
}

__all__ = ["REGISTER", "SENTENCES"]
