"""What became of the invented votes: extended, cancelled, established, objected to, held again."""

from typing import Any

from governance.ballots import actions
from governance.ballots.models import Poll
from governance.members.access.actor import Actor
from governance.members.models import Member
from wijkstem.demo import history
from wijkstem.demo.days import moment, planned_end
from wijkstem.demo.words import Words


def extend(poll: Poll, data: dict[str, Any], words: Words, by: Actor) -> None:
    """`extended` = { on, reason }: on that day the end became what it is in the data."""
    act = data["extended"]
    with history.at(moment(act["on"])):
        until = moment(data["closes"])
        actions.extend(poll=poll, until=until, reason=words.fill(act["reason"]), by=by)


def cancel(poll: Poll, data: dict[str, Any], words: Words, by: Actor) -> None:
    """`cancelled` = { on, reason }."""
    act = data["cancelled"]
    with history.at(moment(act["on"])):
        actions.cancel(poll=poll, reason=words.fill(act["reason"]), by=by)


def establish(poll: Poll, data: dict[str, Any], words: Words, by: Actor) -> None:
    """`found` = { on, words }."""
    act = data["found"]
    with history.at(moment(act["on"])):
        actions.find(poll=poll, words=words.fill(act["words"]), by=by)


def contest(poll: Poll, data: dict[str, Any], words: Words, by: Actor) -> None:
    """`contested` = { on, member, reason }: by the member with that number."""
    act = data["contested"]
    with history.at(moment(act["on"])):
        member = Member.objects.get(number=act["member"])
        actions.contest(poll=poll, member=member, reason=words.fill(act["reason"]))


AFTER_CLOSING = {"found": establish, "contested": contest}


def follow(poll: Poll, data: dict[str, Any], words: Words, by: Actor) -> None:
    """Everything that the data says happened after the count, in its order."""
    for name in data:
        if name in AFTER_CLOSING:
            AFTER_CLOSING[name](poll, data, words, by)


def again(data: dict[str, Any], by: Actor) -> Poll:
    """The new vote that `repeats` another one, as a draft."""
    first = Poll.objects.get(slug=data["repeats"])
    with history.at(moment(data["opens"] - 1)):
        return actions.repeat(
            poll=first, opens_at=moment(data["opens"]), closes_at=planned_end(data), by=by
        )
