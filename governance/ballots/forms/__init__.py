"""The forms of the ballot box: filling in a ballot, preparing a resolution, the committee's key."""

from governance.ballots.forms.drafts import DraftForm
from governance.ballots.forms.election import ElectionForm
from governance.ballots.forms.keys import AnswerForm, KeyForm, OpenedForm, SealForm
from governance.ballots.forms.papers import BallotForm, ResolutionForm, SealedChoice

__all__ = [
    "AnswerForm",
    "BallotForm",
    "DraftForm",
    "ElectionForm",
    "KeyForm",
    "OpenedForm",
    "ResolutionForm",
    "SealForm",
    "SealedChoice",
]
