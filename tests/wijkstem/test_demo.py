"""`manage.py load_demo`: the invented co-operative."""

import io
from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wijkstem.demo import load, load_votes
from wijkstem.demo.models import DemoMail
from wijkstem.demo.people import PLACES, PRINCIPAL, everyone
from wijkstem.demo.roles import ROLES

from budgets.rounds.models import Round
from content.models import HomePage
from content.straw.models import Question, Vote
from governance.ballots.actions import mailings, reminders, unseal, vote_cast_mail
from governance.ballots.actions import tally as tally_actions
from governance.ballots.actions.record import event_hash
from governance.ballots.committee import shares
from governance.ballots.kinds.shapes.ranking import RANKING
from governance.ballots.models import AuditEvent, Participation, Poll, RollEntry, Tally
from governance.joining.models import Application, Invitation
from governance.members.models import Member, MemberEvent, RegisterImport, Term, User
from governance.members.roles import MEMBERS_GROUP
from governance.notifications.models import OutboxMail, Preference
from governance.rules import plurality
from proposals.models import Idea, Support
from tests import demo, ready, sealed
from tests.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
STORED = [Member, User, Poll, Participation, AuditEvent, Question, Vote, Round]
STORED += [Page, Document, Image, Idea, Support, Application, Invitation, RegisterImport]
STORED += [Term, MemberEvent, Preference, DemoMail, OutboxMail]


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in STORED}


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory, worker_id):
    """The tests below stand on a copy of the loaded demo; gives its folder."""
    folder = tmp_path_factory.mktemp("demo")
    address = demo.copy(folder, f"demo_{worker_id}")["DATABASE_URL"]
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = ready.database(address)
        yield folder
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture
def loaded(loaded_once, db, settings) -> None:
    """Tests that need an empty database stand before those that ask for this."""
    settings.MEDIA_ROOT = str(loaded_once / "media")


def member(key: str) -> Member:
    return Member.objects.get(number=PLACES[key][0])


def test_production_has_no_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Member.objects.exists()


def test_whole_demo_loads_and_a_second_time_changes_nothing(loaded, client):
    first = counts()
    assert first["Member"] == 250
    call_command("load_demo", stdout=io.StringIO())
    assert counts() == first
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.get_url()).status_code == 200
    texts = [client.get(path).content.decode() for path in ("/", "/en/", "/nieuws/", "/over-ons/")]
    assert not [text for text in texts if "{" in text.partition("<main")[2]]


def test_demo_that_was_loaded_in_part_is_not_taken_for_whole(loaded):
    HomePage.objects.update(body=[])  # as it is until the last step
    with pytest.raises(CommandError, match="make reset"):
        call_command("load_demo", stdout=io.StringIO())


def test_loading_sends_no_mail_and_leaves_no_task(loaded, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mailings.mail_due()
        vote_cast_mail.tell_due()
        reminders.remind_due()
    assert OutboxMail.objects.filter(sent=False).count() == OrmQ.objects.count() == 0


def test_people_are_the_same_every_time_and_no_two_alike():
    people = everyone()
    assert people == everyone()
    assert len({person.name for person in people}) == len(people)
    emails = [person.email for person in people if person.email]
    assert len(set(emails)) == len(emails)


def test_demo_roles_are_members_with_their_groups(loaded):
    for role in ROLES:
        user = User.objects.get(email=role.email)
        names = set(user.groups.values_list("name", flat=True))
        own = set() if role.key in ("lid", "gemachtigde") else {role.key}
        assert names == {MEMBERS_GROUP, *own}
        assert Member.objects.get(user=user).name == role.name
        assert not user.is_staff
        assert not user.has_usable_password()


def test_every_current_member_with_a_login_reads_members_documents(loaded):
    group = Group.objects.get(name=MEMBERS_GROUP)
    today = timezone.localdate()
    gone = Member.objects.filter(left_on__lte=today).exclude(user=None).values("user")
    assert set(group.user_set.all()) == set(User.objects.exclude(pk__in=gone))


def test_those_one_can_be_have_not_voted_on_anything_open(loaded):
    entries = RollEntry.objects.filter(poll__state="open")
    for key in PLACES:
        mine = entries.filter(member=member(key))
        assert mine.count() == Poll.objects.filter(state="open").count()
        assert not mine.exclude(participation=None).exists()


def test_the_member_with_a_proxy_votes_for_an_older_neighbour(loaded):
    waiting = RollEntry.objects.to_cast_by(member("gemachtigde")).filter(poll__kind="resolution")
    names = [(entry.poll.slug, entry.name) for entry in waiting.exclude(poll__mode="confidential")]
    own, other = member("gemachtigde").name, PRINCIPAL[1]
    assert names == [
        ("vast-contract-beheerder", own),
        ("badhuis-kopen", other),
        ("badhuis-kopen", own),
        ("statuten-online-vergaderen", other),
        ("statuten-online-vergaderen", own),
    ]


def test_votes_are_where_they_should_be_today(loaded):
    now = timezone.now()
    states = dict(Poll.objects.values_list("slug", "state"))
    assert states == {
        "leeftijd-lidmaatschap": "established",
        "jaarrekening": "established",
        "deelauto": "lapsed",
        "deelauto-2": "established",
        "avondmarkt": "cancelled",
        "straatfeest-vaartkade": "tallied",
        "energie-inkoop": "open",
        "badhuis-kopen": "open",
        "statuten-online-vergaderen": "open",
        "contributie": "draft",
        "vast-contract-beheerder": "open",
        "giften-van-bedrijven": "closed",
        "bestuur-kiezen": "tallied",
        "avonden-de-sluis": "tallied",
        "opknappen-de-sluis": "tallied",
        "kascommissie": "tallied",
        "buurtfeest": "tallied",
        "havenplein-inrichten": "open",
        "naam-wijkhuis": "open",
        "beheerder-kiezen": "draft",
        "wijkbudget-vorig": "tallied",
        "duurzaamheidsfonds": "closed",
        "wijkbudget": "open",
        "kunstbudget": "tallied",
        "zomerfeest": "draft",
    }
    outcomes = {
        tally.poll.slug: tally.result["outcome"]
        for tally in Tally.objects.filter(poll__kind="resolution").select_related("poll")
    }
    assert outcomes == {
        "leeftijd-lidmaatschap": "rejected",
        "jaarrekening": "adopted",
        "deelauto": "adopted",
        "deelauto-2": "rejected",
        "straatfeest-vaartkade": "adopted",
    }
    for poll in Poll.objects.filter(state="open"):
        assert poll.opens_at == poll.opened_at < now < poll.closes_at
    for poll in Poll.objects.exclude(closed_at=None).exclude(state="cancelled"):
        assert poll.closed_at == poll.closes_at < now


def test_straw_polls_have_the_votes_that_are_written(loaded):
    polls = {
        poll.slug: [choice.votes.count() for choice in poll.choices.all()]
        for poll in Question.objects.all()
    }
    written = {data["slug"]: data["votes"] for data in load.read("straw")["straw_poll"]}
    assert polls == written
    emails = {role.email for role in ROLES}
    assert not emails & set(Vote.objects.values_list("user__email", flat=True))


def test_the_two_rules_divide_last_years_budget_differently(loaded):
    """And equal shares funded what the news and the papers say it did."""
    result = Tally.objects.get(poll__slug="wijkbudget-vorig").result
    shares, greedy = result["equal_shares"]["selected"], result["greedy"]["selected"]
    assert set(greedy) == {"aed", "havenlicht", "molenplein", "watermolen"}
    of_texts = {"havenlicht", "steiger", "tuin-moestuin", "tuin-soep", "watermolen"}
    assert set(shares) == {"aed", *of_texts}


def test_the_elections_came_out_as_the_texts_say(loaded):
    """The board on the page about us is the one that was elected, by one rule after the other."""
    board = Tally.objects.get(poll__slug="bestuur-kiezen")
    names = dict(board.poll.frozen["choices"])
    elected = [names[key] for key in board.result["winners"]]
    assert ", ".join(elected[:-1]) + f" en {elected[-1]}" in str(load.read("pages"))
    rules = {
        poll.slug: poll.frozen["rule"][0]
        for poll in Poll.objects.filter(kind="election").exclude(state="draft")
    }
    assert rules == {
        "bestuur-kiezen": "stv",
        "avonden-de-sluis": "approval",
        "opknappen-de-sluis": "schulze",
        "kascommissie": "meek",
        "buurtfeest": "points",
        "havenplein-inrichten": "points",
        "naam-wijkhuis": "irv",
    }


def test_the_first_to_be_done_up_is_not_the_one_with_most_first_places(loaded):
    poll = Poll.objects.get(slug="opknappen-de-sluis")
    box = Counter(ballot.body.rstrip() for ballot in poll.ballots.all())
    first = plurality.count(RANKING.profile(poll.configuration, box)).winners
    assert [*first, *poll.tally.result["winners"]] == ["keuken", "lift"]


def test_the_sealed_vote_waits_for_the_committee_whose_shares_open_it(loaded):
    poll = Poll.objects.get(slug="giften-van-bedrijven")
    folder = load_votes.FOLDER
    parts = [shares.read((folder / f"share-{n}.txt").read_text("utf-8")) for n in (1, 3)]
    opened = sealed.opened(poll, shares.join(parts))
    unseal.unseal(poll=poll, opened=opened, by=actor("Anneke"))
    assert tally_actions.tally(poll=poll).result["tally"] == {
        "yes": 52,
        "no": 49,
        "blank": 6,
        "invalid": 0,
    }
    to = "stemcommissie@wijkstem.example"
    assert DemoMail.objects.filter(to=to, subject=load_votes.SUBJECT).count() == 1


def test_the_closed_round_waits_for_the_counting_committee(loaded):
    assert not Tally.objects.filter(poll__slug="duurzaamheidsfonds").exists()


def test_planned_round_has_money_for_two_neighbourhoods_and_no_vote_yet(loaded, client):
    page = client.get("/budget/buurtbudgetten/").context["page"]
    assert [(card.name, card.poll) for card in page.cards] == [
        ("Molenkwartier", None),
        ("Havenbuurt", None),
    ]
    assert [plan.cost for plan in page.plans] == [4200_00, None, 11500_00]
    listed = client.get("/budget/").context["page"]
    assert [len(cards) for cards in (listed.open, listed.planned, listed.past)] == [1, 2, 3]


def test_history_hangs_together(loaded):
    """Dated back as it is, every chain of events still verifies and is in order."""
    for poll in Poll.objects.exclude(state="draft"):
        previous, last = "", None
        for event in poll.events.all():
            assert (event.previous, event.hash) == (previous, event_hash(event))
            assert last is None or event.at > last
            previous, last = event.hash, event.at
        assert poll.events.get(kind="opened").detail["frozen"] == poll.frozen_hash


def test_nobody_voted_before_joining(loaded):
    for entry in RollEntry.objects.select_related("poll", "member"):
        assert entry.member.joined_on <= entry.poll.opens_at.date()


def test_mailbox_tells_the_people_of_the_demo_what_is_open_and_reminds_who_has_not_voted(
    loaded,
):
    subjects = {}
    for to, subject in DemoMail.objects.order_by("at").values_list("to", "subject"):
        subjects.setdefault(to, []).append(subject.partition(":")[0])
    assert set(subjects) == {role.email for role in ROLES}
    for found in subjects.values():
        assert found.count("U kunt nu stemmen") >= 3
        assert found.count("U kunt nog stemmen") == 1
        assert found[-1] == "U kunt nog stemmen"
    assert DemoMail.objects.filter(at__gt=timezone.now()).count() == 0
