"""The forms of the ballot box: filling in a ballot, preparing a vote, acting on one."""

from governance.ballots.forms.draft_election import ElectionDraft
from governance.ballots.forms.drafts import DraftForm
from governance.ballots.forms.election import ElectionForm
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
from governance.ballots.forms.papers import BallotForm, ResolutionForm, SealedChoice

__all__ = [
    "ActForm",
    "AnswerForm",
    "BallotForm",
    "CancelForm",
    "ContestForm",
    "DraftForm",
    "ElectionDraft",
    "ElectionForm",
    "ExtendForm",
    "FindingForm",
    "KeyForm",
    "NamesForm",
    "OpenedForm",
    "RepeatForm",
    "ResolutionForm",
    "SealForm",
    "SealedChoice",
]
