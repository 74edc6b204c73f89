"""One vote from opening to the mail about its result, as steps of the scheduler's tasks, and what
must be there at the end however often they ran and wherever they died."""

import datetime
from collections import Counter
from contextlib import contextmanager

from django.core import mail
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from governance.ballots import tasks
from governance.ballots.actions import bulletin_board, clock, lifecycle, outcome, record
from governance.ballots.actions.tally import LONGEST_COUNT, result_digest
from governance.ballots.models import AuditEvent, BulletinBoard, Mailing, Participation, Poll, Tally
from governance.notifications.models import Allowance, OutboxMail
from governance.notifications.tasks import send_outbox
from tests.factories import actor, draft, vote

DAY = datetime.timedelta(days=1)


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it, and no statement comes after it."""


@contextmanager
def killed_at(number):
    """The process dies at this statement; yields a list that gets its SQL."""
    last = []
    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen >= number:
            last.append(sql)
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield last


class Life:
    """A vote of the members that are there, in which all but the last one vote."""

    def __init__(self, slug, voters):
        forget_everything()
        now = timezone.now()
        self.eve = timezone.localtime(now).replace(hour=10, minute=0) + DAY
        with clock.held_at(now - DAY):
            poll = draft(slug, closes_at=self.eve + DAY)
            self.poll = lifecycle.open_poll(poll=poll, by=actor("test"))
        self.voters = voters
        for voter, choice in zip(voters[:-1], ["yes", "yes", "no"], strict=True):
            vote(self.poll, voter, choice)
        self.board = bulletin_board.board_digest(bulletin_board.lines_of(self.poll))
        self.steps = [
            tasks.mail_due,
            self.remind,
            tasks.tell_due,
            tasks.checkpoint_due,
            send_outbox,
            self.close,
            self.count,
            tasks.mail_due,
            tasks.vacuum_due,
            send_outbox,
        ]

    def remind(self):
        with clock.held_at(self.eve):
            tasks.remind_due()

    def close(self):
        due = Poll.objects.filter(pk=self.poll.pk, state=Poll.State.OPEN)
        due.update(closes_at=timezone.now())
        tasks.close_due()

    def count(self):
        """A while later, so that a count that died is seen to be dead."""
        with clock.held_at(timezone.now() + LONGEST_COUNT):
            tasks.tally_due()
        tasks.tally_poll(self.poll.pk)

    def let_go(self):
        """The dead process holds no connection, and its lease ends."""
        connection.close()
        let_time_pass()

    def run(self, *, start=0, times=1):
        """The steps from this one on."""
        for step in self.steps[start:]:
            for _ in range(times):
                step()
                let_time_pass()

    def expect(self):
        """One result, one chain, and every mail once; raises AssertionError otherwise."""
        self.expect_result()
        assert Counter(named()) == self.mails()

    def expect_result(self):
        poll = Poll.objects.get(pk=self.poll.pk)
        events = list(poll.events.all())
        kinds = ["opened", "checkpoint", "closed", "tallied"]
        assert [event.kind for event in events] == kinds
        assert all(record.event_hash(event) == event.hash for event in events)
        assert poll.head == events[-1].hash
        tally = Tally.objects.get(poll=poll)
        assert tally.state == Tally.State.DONE
        assert tally.result["tally"] == {"yes": 2, "no": 1, "blank": 0, "invalid": 0}
        assert BulletinBoard.objects.get(poll=poll, final=True).digest == self.board
        assert tally.digest == result_digest(poll, tally.result) == events[-1].detail["result"]
        assert Participation.objects.filter(entry__poll=poll).count() == 3
        if connection.vendor != "postgresql":  # there any other test may still see deleted rows
            assert poll.scrubbed_at is not None
        assert not Mailing.objects.filter(finished=False, day=None).exists()
        assert not OutboxMail.objects.filter(Q(key__startswith="vote-cast") | Q(sent=False))

    def mails(self):
        """How often each subject goes to each address."""
        all_of_them = [voter.user.email for voter in self.voters]
        question = self.poll.question
        return Counter(
            [(f"You can vote now: {question}", to) for to in all_of_them]
            + [(f"The result is there: {question}", to) for to in all_of_them]
            + [("A vote was cast in your name", to) for to in all_of_them[:-1]]
            + [("You can still vote", all_of_them[-1])]
        )


def named():
    """Subject and address of each mail that went out, those with one Message-ID once."""
    sent = {letter.message()["Message-ID"]: letter for letter in mail.outbox}
    return [(letter.subject, letter.to[0]) for letter in sent.values()]


def doubles():
    """How many mails went out a second time, with the same Message-ID."""
    return len(mail.outbox) - len(named())


def let_time_pass():
    """The lease of who died ends, and a new minute begins."""
    OutboxMail.objects.update(not_before=None)
    Allowance.objects.all().delete()


def forget_everything():
    """All that an earlier life in the same database left for the post."""
    for poll in Poll.objects.filter(state=Poll.State.OPEN):
        outcome.cancel(poll=poll, reason="test", by=actor("test"))
    mail.outbox.clear()
    OutboxMail.objects.all().delete()
    Mailing.objects.filter(event=None).delete()
    mailed = Mailing.objects.values("event")
    Mailing.objects.bulk_create(
        Mailing(event=event, finished=True) for event in AuditEvent.objects.exclude(pk__in=mailed)
    )
    Mailing.objects.update(finished=True)
