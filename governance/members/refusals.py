"""Why the register says no."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.refusals import Refusal


class RegisterRefusal(Refusal):
    EMAIL_TAKEN = (422, _("This e-mail address belongs to somebody else in the register."))
    NUMBER_TAKEN = (422, _("This member number belongs to somebody else."))
    NO_REASON = (422, _("Write down the reason."))
    HAS_LEFT = (409, _("This member has left the co-operative."))
    HAS_NOT_LEFT = (409, _("This member has not left the co-operative."))
    SUSPENDED = (409, _("This member is suspended already."))
    NOT_SUSPENDED = (409, _("This member is not suspended."))
    BEFORE_JOINING = (422, _("That day is before the day of joining."))
    HOLDS_ROLE = (409, _("Who holds or held a role needs an e-mail address to sign in with."))
    IN_OFFICE = (
        409,
        _(
            "This member holds a role. Only an administrator, or they themselves, can change the "
            "e-mail address: who has the address can sign in with that role."
        ),
    )
    ERASED = (409, _("The details of this former member were erased and cannot be changed."))
    LAST_ADMINISTRATOR = (409, _("There must be an administrator. Appoint another one first."))
    FOUR_EYES = (409, _("Somebody else must do this: nobody gives this role alone."))
    STILL_A_MEMBER = (
        409,
        _("The details of a member cannot be erased, only those of somebody who has left."),
    )
    ACTS_STILL = (409, _("This person still holds a role. End that term first."))
    ENDS_BEFORE_IT_BEGINS = (409, _("The last day is before the first day."))
    IMPORT_STATE = (409, _("This cannot be done with this list any more. Look at it again."))
    IMPORT_WRONG = (
        409,
        _("There are rows with a problem. Nothing is brought in before all are right."),
    )
    IMPORT_IDLE = (409, _("Nothing in this list is new or different."))
    IMPORT_STALE = (
        409,
        _(
            "The register changed after the rows were checked. Nothing was brought in. Have the "
            "rows checked again."
        ),
    )
    IMPORT_BROKE_OFF = (
        409,
        _("Something went wrong. Nothing was brought in. Have the rows checked again."),
    )


class RefusedTogether(Exception):
    """Nothing was done to any of several members. `refused`: pairs of member and reason."""

    def __init__(self, refused: list[tuple[Any, Refusal]]) -> None:
        super().__init__(f"{len(refused)} members refused")
        self.refused = refused
