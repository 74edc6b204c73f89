"""A toy table about people. What it keeps of them is declared here, and nowhere else."""

from django.db import models

from governance.members.models import Member
from governance.members.privacy.declarations import Part, Purpose, Rule, Trace, personal
from governance.members.privacy.periods import Months


class Sighting(models.Model):
    seen_by = models.ForeignKey(Member, on_delete=models.CASCADE)
    bird = models.CharField(max_length=40)
    note = models.CharField(max_length=80)
    seen_at = models.DateTimeField()

    def __str__(self):
        return self.bird


personal(
    Sighting,
    purpose=Purpose(
        app="toys",
        key="birds",
        title="Counting birds",
        people="Members who watch birds",
        data="Which bird they saw.",
        ground="They want to.",
        recipients="Everybody.",
        security="Birds do not talk.",
    ),
    person="seen_by",
    export=Part("sightings", "Birds that you saw.").fields("bird", "seen_at", words="note"),
    on_erasure=Trace("sightings", "The birds that they saw").delete(),
    redact="note",
    keep=Rule("sightings", "Birds of long ago", "They have flown.", Months(6)).when("seen_at"),
)
