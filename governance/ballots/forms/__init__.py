"""The forms of the ballot box: filling in a ballot, preparing a vote, acting on one."""

from governance.ballots.forms.keys import AnswerForm, KeyForm, OpenedForm, SealForm
from governance.ballots.forms.outcome import (
    ActForm,
    CancelForm,
    ContestForm,
    ExtendForm,
    FindingForm,
    RepeatForm,
)
from governance.ballots.forms.paper_batch import NamesForm
from governance.ballots.forms.papers import SealedChoice

__all__ = [
    "ActForm",
    "AnswerForm",
    "CancelForm",
    "ContestForm",
    "ExtendForm",
    "FindingForm",
    "KeyForm",
    "NamesForm",
    "OpenedForm",
    "RepeatForm",
    "SealForm",
    "SealedChoice",
]
