"""The pages of ideas."""

from proposals.views.reading import idea_list, idea_page, similar
from proposals.views.submitting import submit, withdraw
from proposals.views.supporting import support, take_back

__all__ = ["idea_list", "idea_page", "similar", "submit", "support", "take_back", "withdraw"]
