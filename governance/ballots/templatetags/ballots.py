"""What the templates of the kinds of poll ask for."""

from django import template

from governance.ballots import (
    checklist,
    election_words,
    roll_words,
    run_of_show,
    standing,
    story,
    turnout,
    words,
)

register = template.Library()

register.simple_tag(words.read_verdict, name="read_verdict")
register.simple_tag(words.quorum_sentence, name="quorum_sentence")
register.simple_tag(checklist.checklist, name="checklist")
register.simple_tag(roll_words.electors, name="electors")
register.simple_tag(roll_words.times, name="times")
register.simple_tag(run_of_show.run_of_show, name="run_of_show")
register.simple_tag(standing.of, name="standing_of")
register.simple_tag(story.read_story, name="read_story")
register.simple_tag(turnout.read_turnout, name="read_turnout")
register.simple_tag(election_words.chosen_names, name="chosen_names")
register.simple_tag(election_words.read_election, name="read_election")
register.simple_tag(election_words.read_rules, name="election_rules")
