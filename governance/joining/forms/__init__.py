"""What applicants, members with a letter, and the board fill in."""

from governance.joining.forms.apply import ApplicationForm
from governance.joining.forms.board import AcceptForm, DeclineForm, FilterForm
from governance.joining.forms.leave import LeaveForm
from governance.joining.forms.letters import AddressForm, CodeForm, LettersForm

__all__ = [
    "AcceptForm",
    "AddressForm",
    "ApplicationForm",
    "CodeForm",
    "DeclineForm",
    "FilterForm",
    "LeaveForm",
    "LettersForm",
]
