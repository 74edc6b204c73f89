"""Those present: they vote, and those whose proxy they hold. A quorum is asked of who is there."""

from collections import Counter

from django.utils import timezone

from governance.ballots.electors import Described, Electors, Entitled
from governance.ballots.electors.force import Force
from governance.members.models import Member
from governance.rules.quorum import Attendance, Holders


class Present(Electors):
    """The rules of the poll name who signed the list, and who holds whose proxy."""

    proxy_cap = 1

    def __init__(self, poll):
        roll = poll.draft_rules.roll
        self.present, self.proxies = roll["present"], dict(roll["proxies"])

    def entitled(self, at):
        there = members(at).filter(number__in=[*self.present, *self.proxies])
        keys = {member.number: member.pk for member in there}
        for member in there:
            yield Entitled(member, 1, keys.get(self.proxies.get(member.number)))

    def votes_of(self, member, at):
        return int(any(found.member == member for found in self.entitled(at)))

    def why_not(self, member, at):
        return "" if self.votes_of(member, at) else f"{member.name} did not sign the list."

    def left_out(self, at):
        return Counter({"not at the meeting": members(at).count() - len(list(self.entitled(at)))})

    def settings(self):
        return {"present": self.present, "proxies": [list(pair) for pair in self.proxies.items()]}

    def described(self):
        return Described("All who are present", {"member": 1}, "art. 17")

    def force(self, chosen):
        return Force(decides=True, article="BW 2:13", words="A decision of the meeting.")

    def attendance(self, at):
        there, everybody = len(list(self.entitled(at))), members(at).count()
        return Attendance(Holders(there, there), Holders(everybody, everybody))


def members(at):
    found = Member.objects.in_standing(timezone.localdate(at)).with_vote()
    return found.select_related("user").order_by("number")
