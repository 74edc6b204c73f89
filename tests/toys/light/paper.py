"""A traffic light on paper and on the pages."""

from django import forms

from governance.ballots import kinds
from governance.ballots.forms.draft_base import PollDraft
from governance.ballots.kinds.forms import BallotForm, ByHand, Drafting
from tests.toys.light.kind import COLOURS, Even, LightRules


class LightForm(BallotForm):
    shape = "vote"
    vote = forms.ChoiceField(choices=[(colour, colour.title()) for colour in COLOURS])

    @property
    def names(self):
        return [(colour, colour.title()) for colour in COLOURS]

    @property
    def pattern(self):
        return ByHand('{"vote":"…"}')

    def example_choice(self, keys):
        return {"vote": keys[0]}


class LightDraft(PollDraft):
    when_even = forms.ChoiceField(choices=[("lower", "Careful"), ("upper", "Bold")])
    sections = [("The question", ["question", "explanation", "when_even"]), *PollDraft.sections]

    def initial_rules(self, rules):
        return {"when_even": rules.when_even}

    def save(self, commit=False):
        poll = super().save(commit=False)
        poll.kind = "light"
        when_even = Even(self.cleaned_data["when_even"])
        poll.rules = LightRules(**self.shared_rules(), when_even=when_even).to_data()
        return poll


class LightPaper(kinds.Paper):
    folder = "toys/light"
    publishable = True
    drafting = Drafting(
        form=LightDraft,
        slug="stoplicht",
        prepare="Prepare a traffic light",
        instead="Do you want a traffic light instead?",
    )

    def form(self, poll):
        return LightForm

    def table(self, poll, result):
        return [["colour", "votes"], *([key, str(n)] for key, n in result["votes"].items())]

    def finding(self, poll, result):
        return f"The light is {result['light']}."

    def in_words(self, poll, choice):
        return choice["vote"].title()
