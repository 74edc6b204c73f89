"""Why something cannot be done to a round."""

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class RoundRefusal(Refusal):
    ADDRESS_TAKEN = (409, _("There is a round or a vote with this address already."))
    VOTE_PREPARED = (409, _("The vote has been prepared, so this cannot change any more."))
    NO_PROJECTS = (409, _("No plan has been admitted to this vote."))
    NOT_COSTED = (409, _("A plan needs a budget and costs before it is admitted to a vote."))
