"""What the templates of the kinds of poll ask for."""

from django import template

from governance.ballots import election_words, words
from governance.ballots.actions import evidence

register = template.Library()

register.simple_tag(words.read_verdict, name="read_verdict")
register.simple_tag(words.quorum_sentence, name="quorum_sentence")
register.simple_tag(election_words.chosen_names, name="chosen_names")
register.simple_tag(election_words.read_election, name="read_election")
register.simple_tag(election_words.read_rules, name="election_rules")
register.simple_tag(evidence.head_of, name="head_of")
