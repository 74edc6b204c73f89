"""Why something cannot be done to a straw poll."""

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class StrawRefusal(Refusal):
    CLOSED = (409, _("This straw poll is closed. Nothing was changed."))
    NO_SUCH_CHOICE = (422, _("Choose one of these."))
    HAS_VOTES = (409, _("Somebody voted for a choice that would go. Nothing was changed."))
