"""Why something cannot be done to an idea."""

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class IdeaRefusal(Refusal):
    SUSPENDED = (
        403,
        _("Your membership has been suspended, so you cannot submit or support ideas now."),
    )
    NOT_A_MEMBER = (403, _("Only members can submit or support ideas."))
    NOT_YOURS = (403, _("Only the member who submitted this idea can withdraw it."))
    WITHDRAWN = (409, _("This idea has been withdrawn by the member who submitted it."))
