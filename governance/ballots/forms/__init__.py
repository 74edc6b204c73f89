"""The forms of the ballot box: filling in a ballot, preparing a resolution."""

from governance.ballots.forms.drafts import DraftForm
from governance.ballots.forms.election import ElectionForm
from governance.ballots.forms.papers import BallotForm, ResolutionForm, SealedChoice

__all__ = ["BallotForm", "DraftForm", "ElectionForm", "ResolutionForm", "SealedChoice"]
