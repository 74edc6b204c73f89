"""What the register says when it refuses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.members.refusals import Refusal

SENTENCES: dict[Refusal, str | Promise] = {
    Refusal.EMAIL_TAKEN: _("This e-mail address belongs to somebody else in the register."),
    Refusal.NUMBER_TAKEN: _("This member number belongs to somebody else."),
    Refusal.NO_REASON: _("Write down the reason."),
    Refusal.HAS_LEFT: _("This member has left the co-operative."),
    Refusal.HAS_NOT_LEFT: _("This member has not left the co-operative."),
    Refusal.SUSPENDED: _("This member is suspended already."),
    Refusal.NOT_SUSPENDED: _("This member is not suspended."),
    Refusal.BEFORE_JOINING: _("That day is before the day of joining."),
    Refusal.HOLDS_ROLE: _("Who holds or held a role needs an e-mail address to sign in with."),
    Refusal.IN_OFFICE: _(
        "This member holds a role. Only an administrator, or they themselves, can change the "
        "e-mail address: who has the address can sign in with that role."
    ),
    Refusal.ERASED: _("The details of this former member were erased and cannot be changed."),
    Refusal.LAST_ADMINISTRATOR: _("There must be an administrator. Appoint another one first."),
    Refusal.FOUR_EYES: _("Somebody else must do this: nobody gives this role alone."),
    Refusal.STILL_A_MEMBER: _(
        "The details of a member cannot be erased, only those of somebody who has left."
    ),
    Refusal.ACTS_STILL: _("This person still holds a role. End that term first."),
    Refusal.ENDS_BEFORE_IT_BEGINS: _("The last day is before the first day."),
    Refusal.IMPORT_STATE: _("This cannot be done with this list any more. Look at it again."),
    Refusal.IMPORT_WRONG: _(
        "There are rows with a problem. Nothing is brought in before all are right."
    ),
    Refusal.IMPORT_IDLE: _("Nothing in this list is new or different."),
    Refusal.IMPORT_STALE: _(
        "The register changed after the rows were checked. Nothing was brought in. Have the rows"
        " checked again."
    ),
    Refusal.IMPORT_BROKE_OFF: _(
        "Something went wrong. Nothing was brought in. Have the rows checked again."
    ),
}
