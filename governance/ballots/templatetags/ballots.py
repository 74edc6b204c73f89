"""What the templates of voting still ask for."""

from django import template

from governance.ballots import elector_words

register = template.Library()

register.simple_tag(elector_words.electors, name="electors")
register.simple_tag(elector_words.times, name="times")
