"""What the templates of voting still ask for."""

from django import template

from governance.ballots import elector_words
from governance.ballots.kinds.election import words as election

register = template.Library()

register.simple_tag(elector_words.electors, name="electors")
register.simple_tag(elector_words.times, name="times")
register.simple_tag(election.read_choice, name="read_choice")
