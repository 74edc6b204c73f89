"""What the result templates ask for."""

from django import template

from governance.ballots import words

register = template.Library()

register.simple_tag(words.read_verdict, name="read_verdict")
register.simple_tag(words.quorum_sentence, name="quorum_sentence")
