"""What the templates of the kinds of poll ask for."""

from django import template
from django.http import HttpRequest
from django.utils import timezone

from governance.ballots import (
    checklist,
    exports,
    publication,
    run_of_show,
    standing,
    story,
    turnout,
)
from governance.ballots.actions import evidence
from governance.ballots.kinds.election import words as election
from governance.ballots.kinds.resolution import words as resolution
from governance.ballots.models import Poll
from governance.ballots.pages import electors, roll
from governance.members.models import Member
from governance.members.permissions import acting_roles

register = template.Library()

register.simple_tag(resolution.read_verdict, name="read_verdict")
register.simple_tag(resolution.quorum_sentence, name="quorum_sentence")
register.simple_tag(checklist.checklist, name="checklist")
register.simple_tag(electors.electors, name="electors")
register.simple_tag(run_of_show.run_of_show, name="run_of_show")
register.simple_tag(standing.of, name="standing_of")
register.simple_tag(story.read_story, name="read_story")
register.simple_tag(turnout.read_turnout, name="read_turnout")
register.simple_tag(election.read_choice, name="read_choice")
register.simple_tag(election.read_election, name="read_election")
register.simple_tag(election.read_rules, name="election_rules")
register.simple_tag(roll.why_not_on_roll, name="why_not")
register.simple_tag(publication.latest_board, name="latest_board")


@register.filter
def in_standing(member: Member | None) -> bool:
    """Whether this member is neither suspended nor gone: only then anybody votes for them."""
    return member is not None and member.in_standing(timezone.localdate())


@register.simple_tag
def has_ballots_file(poll: Poll, request: HttpRequest) -> bool:
    ranked = poll.paper.ranking_file(poll) is not None
    return ranked and exports.may_have_ballots(poll, acting_roles(request))


register.simple_tag(evidence.head_of, name="head_of")
