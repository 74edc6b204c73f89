"""What the templates of the kinds of poll ask for."""

from django import template

from governance.ballots import election_words, straw_words, words
from governance.ballots.actions import evidence

register = template.Library()

register.simple_tag(straw_words.read_straw, name="read_straw")
register.simple_tag(words.read_verdict, name="read_verdict")
register.simple_tag(words.quorum_sentence, name="quorum_sentence")
register.simple_tag(election_words.chosen_names, name="chosen_names")
register.simple_tag(election_words.given_points, name="given_points")
register.simple_tag(election_words.unspent_points, name="unspent_points")
register.simple_tag(election_words.read_election, name="read_election")
register.simple_tag(election_words.read_rules, name="election_rules")
register.simple_tag(evidence.head_of, name="head_of")
