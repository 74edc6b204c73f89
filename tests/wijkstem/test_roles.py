"""Who may open what: the whole matrix of our addresses and the roles, declared here."""

import datetime
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Collection, CollectionViewRestriction, Page

from content.models import HomePage
from content.models.documents import PRIVATE, PUBLIC
from governance.ballots.actions import lifecycle
from governance.ballots.box import receipts
from governance.ballots.forms.voting import SealedChoice
from governance.ballots.models import Ballot, Participation, Poll
from governance.members.roles import Role
from tests import factories
from tests.wijkstem import access_matrix_fixtures as fixtures

OPEN, ON, DOOR, NO, ABSENT = "open", "sent on", "asked to sign in", "no", "absent"
WRONG, METHOD, LATE = "sent back: not valid", "not in this way", "too late"
EVERYONE = list(fixtures.ROLES)


def matrix(default, **others):
    """Role by role what comes: the default, but for these others (`signed_in` is "signed in")."""
    others = {who.replace("_", " "): outcome for who, outcome in others.items()}
    return dict.fromkeys(EVERYONE, default) | others


FOR_MEMBERS = matrix(OPEN, visitor=DOOR, signed_in=NO)
FOR_ALL = matrix(OPEN)
FOR_CHAIR = matrix(NO, visitor=DOOR, chair=OPEN)
FOR_BOARD = FOR_CHAIR | {"secretary": OPEN}
FOR_COUNTING = matrix(NO, visitor=DOOR, counting=OPEN)
SECRETARY = matrix(NO, visitor=DOOR, secretary=OPEN)
BOARD_ONLY = {"chair": OPEN, "secretary": OPEN, "counting": OPEN}
PROXY_OF_DRAFT = matrix(ABSENT, visitor=DOOR, signed_in=NO) | BOARD_ONLY

# name, method, arguments (see `words_of`), who gets what
MATRIX = [
    ("mine", "get", (), matrix(OPEN, visitor=DOOR)),
    ("admin_login", "get", (), matrix(NO, visitor=DOOR)),
    ("image", "get", ("absent.webp",), matrix(ABSENT)),
    ("wagtaildocs_serve", "get", ("public", "public name"), FOR_ALL),
    ("wagtaildocs_serve", "get", ("private", "private name"), FOR_MEMBERS),
    ("ballots:list", "get", (), FOR_ALL),
    ("ballots:poll", "get", ("open-stemming",), matrix(OPEN, visitor=DOOR, signed_in=ABSENT)),
    ("ballots:poll", "get", ("openbaar",), FOR_ALL),
    (
        "ballots:poll",
        "get",
        ("concept",),
        matrix(ABSENT, visitor=DOOR, chair=OPEN, secretary=OPEN, counting=OPEN),
    ),
    (
        "ballots:paper",
        "get",
        ("open-stemming", "own"),
        matrix(OPEN, visitor=DOOR, signed_in=NO, suspended=NO),
    ),
    (
        "ballots:paper",
        "get",
        ("open-stemming", "chair's"),
        matrix(NO, visitor=DOOR, chair=OPEN, proxy=OPEN),
    ),
    (
        "ballots:paper",
        "get",
        ("open-stemming", "treasurer's"),
        matrix(NO, visitor=DOOR, treasurer=OPEN),
    ),
    (
        "ballots:cast",
        "get",
        ("open-stemming", "own"),
        matrix(ON, visitor=DOOR, signed_in=NO),
    ),
    (
        "ballots:cast",
        "post",
        ("open-stemming", "own"),
        matrix(WRONG, visitor=DOOR, signed_in=NO),
    ),
    ("ballots:check", "get", ("stemming-tallied",), matrix(OPEN, visitor=DOOR, signed_in=ABSENT)),
    ("ballots:check", "get", ("openbaar",), FOR_ALL),
    ("ballots:check", "get", ("concept",), matrix(ABSENT, visitor=DOOR)),
    ("ballots:board", "get", ("stemming-tallied",), matrix(OPEN, visitor=ABSENT, signed_in=ABSENT)),
    ("ballots:board", "get", ("verkozen",), FOR_ALL),
    ("ballots:board", "get", ("openbaar",), matrix(ABSENT)),
    ("ballots:csv", "get", ("verkozen",), FOR_ALL),
    ("ballots:json", "get", ("verkozen",), FOR_ALL),
    ("ballots:blt", "get", ("verkozen",), matrix(ABSENT, counting=OPEN)),
    ("ballots:csv", "get", ("stemming-tallied",), matrix(OPEN, visitor=ABSENT, signed_in=ABSENT)),
    ("ballots:json", "get", ("stemming-tallied",), matrix(OPEN, visitor=ABSENT, signed_in=ABSENT)),
    ("ballots:blt", "get", ("stemming-tallied",), matrix(ABSENT)),
    ("ballots:csv", "get", ("open-stemming",), matrix(ABSENT)),
    ("ballots:json", "get", ("openbaar",), matrix(ABSENT)),
    ("ballots:roll", "get", ("open-stemming",), FOR_BOARD | {"counting": OPEN}),
    ("ballots:roll", "get", ("concept",), FOR_BOARD | {"counting": OPEN}),
    ("ballots:add_to_roll", "get", ("open-stemming", "a number"), SECRETARY),
    (
        "ballots:add_to_roll",
        "post",
        ("open-stemming", "a number"),
        SECRETARY | {"secretary": WRONG},
    ),
    ("ballots:proxy", "get", ("open-stemming",), FOR_MEMBERS),
    ("ballots:proxy", "get", ("concept",), PROXY_OF_DRAFT),
    (
        "ballots:proxy",
        "post",
        ("open-stemming",),
        matrix(WRONG, visitor=DOOR, signed_in=NO, suspended=NO),
    ),
    ("ballots:proxy", "post", ("stemming-tallied",), matrix(LATE, visitor=DOOR, signed_in=NO)),
    ("ballots:new", "get", (), FOR_BOARD),
    ("ballots:new", "post", (), FOR_BOARD | {"chair": WRONG, "secretary": WRONG}),
    ("ballots:new_kind", "get", ("verkiezing",), FOR_BOARD),
    ("ballots:new_kind", "post", ("verkiezing",), FOR_BOARD | {"chair": WRONG, "secretary": WRONG}),
    ("ballots:edit", "get", ("concept",), FOR_BOARD),
    ("ballots:edit", "post", ("open-stemming",), FOR_BOARD | {"chair": LATE, "secretary": LATE}),
    ("ballots:delete", "get", ("concept",), FOR_BOARD),
    ("ballots:delete", "post", ("open-stemming",), FOR_BOARD | {"chair": LATE, "secretary": LATE}),
    ("ballots:open", "get", ("concept",), FOR_CHAIR),
    ("ballots:close", "get", ("open-stemming",), FOR_CHAIR),
    ("ballots:preview", "get", ("concept",), FOR_BOARD),
    ("ballots:preview", "get", ("open-stemming",), FOR_BOARD | {"chair": LATE, "secretary": LATE}),
    ("ballots:extend", "get", ("open-stemming",), FOR_CHAIR),
    ("ballots:extend", "post", ("open-stemming",), FOR_CHAIR | {"chair": WRONG}),
    ("ballots:cancel", "get", ("open-stemming",), FOR_CHAIR),
    ("ballots:cancel", "post", ("concept",), FOR_CHAIR | {"chair": WRONG}),
    ("ballots:establish", "get", ("stemming-tallied",), FOR_CHAIR),
    ("ballots:establish", "get", ("open-stemming",), FOR_CHAIR | {"chair": LATE}),
    ("ballots:contest", "get", ("stemming-tallied",), FOR_MEMBERS | {"suspended": NO}),
    ("ballots:contest", "get", ("open-stemming",), matrix(LATE, visitor=DOOR, signed_in=NO)),
    ("ballots:repeat", "get", ("stemming-tallied",), FOR_CHAIR | {"chair": LATE}),
    (
        "ballots:turnout",
        "get",
        ("open-stemming",),
        matrix(ON, visitor=ABSENT, signed_in=ABSENT),
    ),
    ("ballots:count", "get", ("stemming-closed",), FOR_CHAIR | {"counting": OPEN}),
    (
        "ballots:progress",
        "get",
        ("open-stemming",),
        matrix(ON, visitor=ABSENT, signed_in=ABSENT),
    ),
    ("ballots:evidence", "get", ("stemming-closed",), matrix(ABSENT)),
    ("ballots:evidence", "get", ("verkozen",), FOR_ALL),
    (
        "ballots:evidence",
        "get",
        ("stemming-tallied",),
        matrix(OPEN, visitor=ABSENT, signed_in=ABSENT),
    ),
    ("ballots:full_evidence", "get", ("verkozen",), matrix(METHOD)),
    (
        "ballots:full_evidence",
        "post",
        ("verkozen",),
        matrix(NO, visitor=DOOR, counting=OPEN),
    ),
    (
        "ballots:full_evidence",
        "post",
        ("stemming-closed",),
        matrix(NO, visitor=DOOR, counting=LATE),
    ),
    ("straw:list", "get", (), FOR_ALL),
    ("straw:question", "get", ("een-peiling",), FOR_ALL),
    ("straw:question", "get", ("openbaar",), matrix(ABSENT)),
    ("straw:vote", "get", ("een-peiling",), matrix(METHOD)),
    ("straw:vote", "post", ("een-peiling",), matrix(WRONG, visitor=DOOR)),
    ("straw:vote", "post", ("openbaar",), matrix(ABSENT, visitor=DOOR)),
    ("ballots:poll", "get", ("een-peiling",), matrix(ABSENT, visitor=DOOR)),
    ("ballots:open", "get", ("een-peiling",), FOR_CHAIR | {"chair": ABSENT}),
    ("ballots:close", "get", ("een-peiling",), FOR_CHAIR | {"chair": ABSENT}),
    ("ballots:keys", "get", (), FOR_COUNTING),
    ("ballots:key", "get", (1_000_000,), FOR_COUNTING | {"counting": ABSENT}),
    ("ballots:rehearsal", "get", (1_000_000,), FOR_COUNTING | {"counting": ABSENT}),
    ("ballots:retire", "get", (1_000_000,), FOR_COUNTING | {"counting": ABSENT}),
    ("ballots:choose-key", "get", ("concept",), FOR_BOARD),
    ("ballots:sealed-file", "get", ("stemming-closed",), FOR_COUNTING | {"counting": LATE}),
    ("ballots:unseal", "get", ("stemming-closed",), FOR_COUNTING | {"counting": LATE}),
    ("ballots:paper-batches", "get", ("open-stemming",), FOR_COUNTING),
    (
        "ballots:paper-batch",
        "get",
        ("open-stemming", 1_000_000),
        FOR_COUNTING | {"counting": ABSENT},
    ),
    ("rounds:list", "get", (), FOR_ALL),
    ("rounds:round", "get", ("ronde-round",), FOR_ALL),
    ("rounds:round", "get", ("ronde-plan",), FOR_ALL),
    ("rounds:put_to_vote", "get", ("ronde-plan", "an envelope"), FOR_BOARD),
    (
        "rounds:put_to_vote",
        "post",
        ("ronde-plan", "an envelope"),
        FOR_BOARD | {"chair": WRONG, "secretary": WRONG},
    ),
    ("rounds:csv", "get", ("ronde-round",), matrix(ABSENT)),
    ("rounds:json", "get", ("ronde-round",), matrix(ABSENT)),
    ("rounds:pb", "get", ("ronde-round",), matrix(ABSENT)),
    ("rounds:csv", "get", ("ronde-counted",), FOR_ALL),
    ("rounds:json", "get", ("ronde-counted",), FOR_ALL),
    ("rounds:pb", "get", ("ronde-counted",), matrix(ABSENT, counting=OPEN)),
    ("proposals:list", "get", (), FOR_ALL),
    ("proposals:idea", "get", ("own idea",), FOR_ALL),
    ("proposals:idea", "get", ("withdrawn idea",), matrix(ABSENT)),
    ("proposals:similar", "get", (), matrix(ON)),
    ("proposals:submit", "get", (), FOR_MEMBERS | {"suspended": NO}),
    (
        "proposals:submit",
        "post",
        (),
        matrix(WRONG, visitor=DOOR, signed_in=NO, suspended=NO),
    ),
    ("proposals:support", "get", ("own idea",), matrix(METHOD)),
    (
        "proposals:support",
        "post",
        ("own idea",),
        matrix(ON, visitor=DOOR, signed_in=NO, suspended=NO),
    ),
    ("proposals:take_back", "get", ("own idea",), matrix(METHOD)),
    ("proposals:take_back", "post", ("other idea",), matrix(ON, visitor=DOOR, signed_in=NO)),
    ("proposals:withdraw", "get", ("own idea",), matrix(NO, visitor=DOOR, member=OPEN)),
    (
        "proposals:withdraw",
        "get",
        ("withdrawn idea",),
        matrix(ABSENT, visitor=DOOR, signed_in=NO, member=ON),
    ),
    ("account_request_login_code", "get", (), matrix(ON, visitor=OPEN)),
    ("account_confirm_login_code", "get", (), matrix(ON, visitor=DOOR)),
    ("account_logout", "get", (), matrix(OPEN, visitor=ON)),
    ("account_inactive", "get", (), FOR_ALL),
    ("account_login", "get", (), matrix(DOOR)),
    ("account_signup", "get", (), matrix(DOOR)),
    ("demo-mailbox", "get", (), FOR_ALL),
    ("demo-letter", "get", (1_000_000,), matrix(ABSENT)),
    ("demo-become", "get", (), matrix(METHOD)),
    ("demo-become", "post", (), matrix(ABSENT)),
    ("demo-style", "get", (), FOR_ALL),
]
# Rows may stand beside the other tests of an app, in its own `matrix_….py`. The back office has a
# matrix of another form, with tests of its own.
TESTS = Path(__file__).parents[1]
for file in sorted(set(TESTS.rglob("matrix_*.py")) - set(TESTS.rglob("matrix_back_office.py"))):
    found = import_module(".".join(("tests", *file.relative_to(TESTS).with_suffix("").parts)))
    MATRIX += found.ROWS
THEIRS = {
    "wagtail_serve",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
}
"""Pages of Wagtail, whose privacy has its own tests, and its ways in, which nobody has."""

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def sign_in(town, role):
    client = Client(raise_request_exception=False)
    if town.users[role]:
        factories.sign_in(client, town.users[role])
    return client


def words_of(town, role):
    """The words of the table, and what goes into the address for this role."""
    return {
        "own": town.entry(role).pk,
        "chair's": town.entry("chair").pk,
        "treasurer's": town.entry("treasurer").pk,
        "a number": town.members["suspended"].number,
        "own idea": town.own_idea.pk,
        "other idea": town.other_idea.pk,
        "withdrawn idea": town.withdrawn_idea.pk,
        "public": town.public_document.pk,
        "public name": town.public_document.filename,
        "private": town.private_document.pk,
        "private name": town.private_document.filename,
        "an envelope": town.envelope.pk,
    }


def outcome(response):
    if response.status_code in (301, 302):
        ways_in = ("/account/inloggen/", "/en/account/inloggen/")
        return DOOR if response.headers["Location"].partition("?")[0] in ways_in else ON
    return {200: OPEN, 403: NO, 404: ABSENT, 405: METHOD, 409: LATE, 422: WRONG}[
        response.status_code
    ]


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) != "beheer/":
                inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from names(pattern.url_patterns, inside)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield namespace + pattern.name


def test_every_address_of_ours_is_in_the_matrix():
    declared = {name for name, *_rest in MATRIX}
    assert set(names(get_resolver().url_patterns)) - THEIRS == declared


@pytest.mark.parametrize("language", ["nl", "en"])
def test_matrix_holds(town, language, request):
    """The whole of it in Dutch; in English every seventh row, since only the addresses differ.
    Those show each role the whole page of a refusal."""
    wrong = []
    if language == "nl":
        request.getfixturevalue("bare_refusals")
    rows = MATRIX if language == "nl" else MATRIX[::7]
    for role in EVERYONE:
        client, words = sign_in(town, role), words_of(town, role)
        for name, method, arguments, row in rows:
            with translation.override(language):
                address = reverse(name, args=[words.get(word, word) for word in arguments])
            found = outcome(getattr(client, method)(address))
            if found != row[role]:
                wrong.append(f"{role}, {method} {address}: {found}, not {row[role]}")
    assert wrong == []


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("role", [role for role in EVERYONE if role != "chair"])
def test_nobody_but_the_chair_opens_or_closes_and_nobody_else_counts(town, role):
    client = sign_in(town, role)
    before = fixtures.remembered()
    for poll in town.polls.values():
        for verb in ("open", "close", "count", "extend", "cancel", "establish", "repeat"):
            response = client.post(reverse(f"ballots:{verb}", args=[poll.slug]))
            allowed = {ON, LATE} if (role, verb) == ("counting", "count") else {NO, DOOR}
            assert outcome(response) in allowed
    assert fixtures.remembered() == before


def test_a_reader_closes_nothing_because_the_clock_of_the_web_server_is_ahead(town, monkeypatch):
    later = timezone.now() + datetime.timedelta(days=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert sign_in(town, "visitor").get("/stemmingen/openbaar/").status_code == 200
    assert lifecycle.close_due() == 0
    assert Poll.objects.get(slug="openbaar").state == Poll.State.OPEN


def test_a_vote_that_cannot_be_closed_does_not_keep_others_open(town, caplog):
    past = timezone.now() - datetime.timedelta(minutes=1)
    Poll.objects.filter(slug__in=["openbaar", "open-stemming"]).update(closes_at=past)
    Participation.objects.create(entry=town.entry("member"))  # and no ballot with it
    assert lifecycle.close_due() == 1
    assert Poll.objects.get(slug="openbaar").state == Poll.State.CLOSED
    assert Poll.objects.get(slug="open-stemming").state == Poll.State.OPEN
    assert "open-stemming could not be closed" in caplog.text


@pytest.mark.parametrize("role", [one for one in EVERYONE if one not in ("chair", "secretary")])
def test_nobody_but_the_board_changes_or_throws_away_a_draft(town, role):
    client, before = sign_in(town, role), fixtures.remembered()
    for verb in ("edit", "delete"):
        response = client.post(reverse(f"ballots:{verb}", args=["concept"]), {"question": "x"})
        assert outcome(response) in (NO, DOOR)
    assert fixtures.remembered() == before


@pytest.mark.parametrize("role", [role for role in EVERYONE if role != "treasurer"])
def test_a_complete_ballot_of_somebody_else_cannot_be_cast(town, role):
    """Even with a form that this site made for that voter, code and all."""
    entry = town.entry("treasurer")
    fields = SealedChoice.fields_for({"vote": "yes"}, receipts.new_code(), entry)
    own = town.entry(role)
    before = Ballot.objects.count(), Participation.objects.count()
    client = sign_in(town, role)
    for target in (entry, own):
        response = client.post(reverse("ballots:cast", args=["open-stemming", target.pk]), fields)
        assert response.status_code in (302, 403, 422)
    assert (Ballot.objects.count(), Participation.objects.count()) == before


def test_a_paper_of_one_vote_does_not_fit_another(town):
    entry = town.entry("member")
    fields = SealedChoice.fields_for({"vote": "yes"}, receipts.new_code(), entry)
    client = sign_in(town, "member")
    for slug in ("openbaar", "stemming-tallied", "ronde-round", "concept"):
        response = client.post(reverse("ballots:cast", args=[slug, entry.pk]), fields)
        assert response.status_code in (403, 404, 409), slug
    assert not Participation.objects.filter(entry=entry).exists()


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\x01/x"],
)
def test_nobody_is_sent_elsewhere(town, target):
    town.users["member"].email = "lid@wijkstem.example"
    town.users["member"].save()
    idea = f"/voorstellen/{town.other_idea.pk}/steunen/"
    login = "/account/inloggen/"
    member = sign_in(town, "member")
    answers = [
        member.post(idea, {"next": target}),
        member.get(login, {"next": target}),
        member.get("/account/login/", {"next": target}),
        sign_in(town, "visitor").get("/beheer/login/", {"next": target}),
        sign_in(town, "visitor").post("/demo/aanmelden/", {"role": "lid", "next": target}),
        member.post("/account/uitloggen/", {"next": target}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        path = answer.headers["Location"].partition("?")[0]
        assert path in ("/", "/mijn/", login, f"/voorstellen/{town.other_idea.pk}/")


def test_a_stranger_and_a_member_get_the_same_answer_when_they_ask_for_a_code(town):
    known, unknown = (
        Client().post("/account/inloggen/", {"email": email})
        for email in (town.users["member"].email, "nobody@example.org")
    )
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


# --- the back office

FORBIDDEN = [
    "users/",
    "users/add/",
    "users/{chair}/",
    "users/{self}/",
    "groups/",
    "groups/new/",
    "sites/",
    "locales/",
    "collections/{private}/",
    "collections/{private}/privacy/",
    "collections/{private}/delete/",
    "documents/edit/{document}/",
    "documents/delete/{document}/",
    "settings/content/brand/1/",
    "redirects/",
    "reports/locked/",
    "pages/{root}/edit/",
    "pages/{root}/privacy/",
    "pages/add/content/homepage/{root}/",
]
MAY = {
    "editor": set(),
    "chair": set(),
    "treasurer": set(),
    "secretary": {"documents/edit/{document}/", "documents/delete/{document}/"},
    "administrator": {
        "collections/{private}/",
        "collections/{private}/privacy/",
        "collections/{private}/delete/",
        "documents/edit/{document}/",
        "documents/delete/{document}/",
        "settings/content/brand/1/",
        "redirects/",
        "reports/locked/",
        "pages/add/content/homepage/{root}/",
    },
}


def back_office(town, role):
    """The forbidden addresses with the numbers of this town."""
    numbers = {
        "chair": town.users["chair"].pk,
        "self": town.users[role].pk,
        "private": Collection.objects.get(name=PRIVATE).pk,
        "document": town.private_document.pk,
        "root": Page.objects.get(depth=1).pk,
    }
    return {path: "/beheer/" + path.format(**numbers) for path in FORBIDDEN}


@pytest.mark.parametrize("role", list(MAY))
def test_back_office_keeps_people_to_their_work(town, role):
    client = sign_in(town, role)
    before = fixtures.remembered()
    entered = set()
    for path, address in back_office(town, role).items():
        answer = client.get(address)
        assert answer.status_code in (200, 302, 403, 404), address
        entered |= {path} if answer.status_code == 200 else set()
    assert entered == MAY[role]
    assert fixtures.remembered() == before


@pytest.mark.parametrize("role", ["editor", "secretary", "chair", "treasurer"])
def test_posts_to_the_back_office_give_nobody_more_rights(town, role):
    client, user = sign_in(town, role), town.users[role]
    group = Group.objects.get(name=Role.ADMINISTRATOR.value)
    rights = {"groups": [group.pk], "is_superuser": "on", "is_active": "on", "email": user.email}
    restriction = {"restriction_type": "none"}
    for path, address in back_office(town, role).items():
        if path not in MAY[role]:
            client.post(address, rights | restriction)
    client.post(
        "/beheer/account/", {"name_email-email": "x@evil.example", "is_superuser": "on", **rights}
    )
    user = type(user).objects.get(pk=user.pk)
    assert not user.is_superuser
    assert user.email == town.users[role].email
    assert user.groups.filter(pk=group.pk).count() == 0
    assert CollectionViewRestriction.objects.get().restriction_type == "groups"


@pytest.mark.parametrize("role", list(MAY))
def test_nothing_of_the_ballot_box_or_the_register_is_in_the_back_office(town, role):
    """No list, search, report or chooser of the back office knows members or ballots."""
    client = sign_in(town, role)
    places = ["", "reports/site-history/", "pages/search/?q=lid", "documents/?q=lid", "api/main/"]
    places += ["snippets/", "choose-page/search/?q=chair", "reports/page-types-usage/"]
    for place in places:
        page = client.get(f"/beheer/{place}").content.decode()
        shown = [one.email for who, one in town.users.items() if one and who != role]
        assert [email for email in shown if email in page] == [], place
    ours = ("ballots", "members", "rounds", "proposals", "notifications", "q")
    for label in ours:
        assert client.get(f"/beheer/snippets/{label}/").status_code in (302, 403, 404)


def test_editor_does_not_learn_what_the_members_documents_are(town):
    client = sign_in(town, "editor")
    title = town.private_document.title
    places = ("documents/", "documents/chooser/", "documents/chooser/results/?q=Stuk")
    for place in places:
        page = client.get(f"/beheer/{place}").content.decode()
        assert town.public_document.title in page
        assert title not in page


def test_editor_cannot_put_a_document_among_those_of_the_members(town):
    client = sign_in(town, "editor")
    private = Collection.objects.get(name=PRIVATE)
    address = f"/beheer/documents/edit/{town.public_document.pk}/"
    client.post(address, {"title": "x", "collection": private.pk, "tags": ""})
    town.public_document.refresh_from_db()
    assert town.public_document.collection.name == PUBLIC


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"]
)
def test_a_button_leads_to_a_page_and_runs_nothing(town, address):
    """What an editor writes, an administrator looks at in a preview, where scripts may run."""
    home = HomePage.objects.get(locale__language_code="nl")
    block = home.body.stream_block.child_blocks["hero"].child_blocks["links"].child_block
    value = {"text": "Klik", "page": None, "address": address}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))
    assert set(refused.value.block_errors) == {"address"}


@pytest.mark.parametrize(
    "address", ["/stemmingen/", "https://wijk.example/x", "mailto:post@wijk.example", "#steun", ""]
)
def test_a_button_may_lead_to_an_address(address):
    block = HomePage._meta.get_field("body").stream_block.child_blocks["hero"]
    block = block.child_blocks["links"].child_block
    value = block.to_python({"text": "Klik", "page": None, "address": address})
    assert block.clean(value)["address"] == address
