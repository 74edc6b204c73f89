"""Why joining says no."""

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class JoiningRefusal(Refusal):
    CLOSED = (409, _("Nobody can apply at the moment."))
    NOT_UNDECIDED = (409, _("This application was decided or withdrawn already."))
    NO_REASON = (422, _("Write down the reason."))
    NO_SUCH_LETTER = (
        422,
        _(
            "This code does not work. Look at the letter again: was every letter and digit right? "
            "A code works once, and for a limited time. The secretary can send you a new letter."
        ),
    )
