"""The secretary's screens of the register: every act goes through the actions."""

import datetime

import pytest
from django.utils import timezone

from governance.members.actions import register
from governance.members.models import Member, MemberEvent, MemberKind, Neighbourhood, User
from governance.members.roles import Role
from tests.factories import actor, member, neighbourhood

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LIST = "/beheer/leden/"


def details(**fields):
    """What the form of a new member asks."""
    return {
        "number": "",
        "name": "Anna Bos",
        "kind": "resident",
        "neighbourhood": neighbourhood("Haven").pk,
        "street": "Kade 1",
        "postal_code": "0101 AB",
        "town": "Bruggendam",
        "email": "",
        "email_consent_on": "",
        "language": "nl",
        "joined_on": "2026-01-05",
        "reason": "",
    } | fields


def now(someone):
    return Member.objects.get(pk=someone.pk)


def last(someone):
    return someone.events.first()


def names(page):
    """Who stands in the list, in its order."""
    return [row.name for row in page.context["object_list"]]


def test_new_member_is_admitted_with_login_and_event(secretary, client):
    answer = client.post(f"{LIST}new/", details(email="Anna@wijk.example", reason="besluit 12"))
    anna = Member.objects.get(name="Anna Bos")
    assert answer.headers["Location"] == f"{LIST}inspect/{anna.pk}/"
    assert (anna.user.email, anna.number) == ("anna@wijk.example", secretary.number + 1)
    event = last(anna)
    assert (event.kind, event.reason) == ("admitted", "besluit 12")
    assert event.by_name == f"Henk Postma ({secretary.number})"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "7"}, "number"),
        ({"email": "anna@wijk.example"}, "email"),
        ({"email": "geen adres"}, "email"),
        ({"joined_on": "0001-01-01"}, "joined_on"),
        ({"email_consent_on": "2199-01-01", "email": "x@wijk.example"}, "email_consent_on"),
        ({"email_consent_on": "2026-01-01"}, "email_consent_on"),
        ({"name": ""}, "name"),
        ({"name": "A\x00"}, "name"),
        ({"number": str(10**30)}, "number"),
        ({"kind": "none"}, "kind"),
        ({"neighbourhood": str(10**30)}, "neighbourhood"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_nothing_is_lost(secretary, client, wrong, field):
    client.post(f"{LIST}new/", details(number="7", email="anna@wijk.example"))
    answer = client.post(f"{LIST}new/", details(name="Bram", street="Dijk 9") | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Dijk 9" in answer.content.decode()
    assert not Member.objects.filter(name="Bram").exists()


def test_change_is_kept_with_its_reason_and_the_model_is_not_saved_behind_it(secretary, client):
    anna = register.admit(
        by=actor("x"), name="Anna Bos", kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Haven"), street="Kade 1",
    )  # fmt: skip
    address = f"{LIST}edit/{anna.pk}/"
    fields = details(street="Dijk 3", email="a@wijk.example", reason="verhuisd", number="999")
    answer = client.post(address, fields | {"left_on": "2026-02-02", "erased_on": "2026-02-02"})
    assert answer.headers["Location"] == f"{LIST}inspect/{anna.pk}/"
    assert (now(anna).street, now(anna).user.email) == ("Dijk 3", "a@wijk.example")
    assert (now(anna).number, now(anna).left_on) == (anna.number, None)
    assert last(anna).reason == "verhuisd"
    assert last(anna).changes["street"] == ["Kade 1", "Dijk 3"]


def test_change_that_is_refused_changes_nothing(secretary, client):
    anna, bram = member("Anna"), member("Bram")
    answer = client.post(f"{LIST}edit/{anna.pk}/", details(email=bram.user.email, street="Dijk 3"))
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert now(anna).street == ""
    assert not MemberEvent.objects.filter(member=anna).exists()


@pytest.mark.parametrize("email", ["evil@wijk.example", ""])
def test_secretary_gets_at_no_role_by_changing_the_address_of_who_holds_it(
    secretary, client, email
):
    chair = member("Meryem", Role.CHAIR)
    answer = client.post(f"{LIST}edit/{chair.pk}/", details(email=email))
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert User.objects.get(pk=chair.user.pk).email == chair.user.email


def test_secretary_changes_the_own_address_and_that_of_who_has_no_role(secretary, client):
    anna = member("Anna")
    for one, email in ((secretary, "henk@wijk.example"), (anna, "anna@wijk.example")):
        client.post(f"{LIST}edit/{one.pk}/", details(email=email))
        assert now(one).user.email == email


def test_administrator_changes_the_address_of_who_holds_a_role(office, client):
    office(Role.ADMINISTRATOR)
    chair = member("Meryem", Role.CHAIR)
    client.post(f"{LIST}edit/{chair.pk}/", details(email="nieuw@wijk.example"))
    assert now(chair).user.email == "nieuw@wijk.example"


def act(client, name, *members, **fields):
    ids = "&".join(f"id={one.pk}" for one in members)
    return client.post(f"{LIST}{name}/?{ids}", fields)


def test_acts_on_one_member_follow_each_other(secretary, client):
    anna, today = member("Anna"), timezone.localdate()
    day = today.isoformat()
    page = client.get(f"{LIST}inspect/{anna.pk}/")
    assert [one.name for one in page.context["acts"]] == ["suspend", "leave"]
    act(client, "suspend", anna, on=day, reason="contributie")
    assert (now(anna).suspended_on, last(anna).reason) == (today, "contributie")
    act(client, "lift", anna, reason="betaald")
    assert now(anna).suspended_on is None
    act(client, "leave", anna, on=day, reason="verhuisd")
    assert now(anna).left_on == today
    page = client.get(f"{LIST}inspect/{anna.pk}/")
    assert [one.name for one in page.context["acts"]] == ["stay"]
    act(client, "stay", anna, reason="vergissing")
    assert now(anna).left_on is None
    assert {event.by_name for event in anna.events.all()} == {f"Henk Postma ({secretary.number})"}


@pytest.mark.parametrize(
    "fields",
    [
        {"on": "2026-01-01", "reason": " "},
        {"on": "0001-01-01", "reason": "x"},
        {"on": "morgen", "reason": "x"},
        {"on": "2020-01-01", "reason": "x"},
        {"on": "2026-01-01", "reason": "x\x00"},
        {},
    ],
)
def test_suspension_without_a_good_day_and_a_reason_is_sent_back(secretary, client, fields):
    anna = member("Anna", joined_on=datetime.date(2025, 6, 1))
    assert act(client, "suspend", anna, **fields).status_code == 422
    assert now(anna).suspended_on is None


def test_looking_at_the_question_does_nothing(secretary, client):
    anna = member("Anna")
    for name in ("suspend", "lift", "leave", "stay"):
        assert client.get(f"{LIST}{name}/?id={anna.pk}").status_code == 200
    assert not anna.events.exists()


def test_several_are_suspended_together_or_not_at_all_and_who_is_refused_is_named(
    secretary, client
):
    anna, bram, carla = member("Anna"), member("Bram"), member("Carla")
    day = timezone.localdate().isoformat()
    register.suspend(member=bram, on=timezone.localdate(), reason="x", by=actor("x"))
    answer = act(client, "suspend", anna, bram, carla, on=day, reason="contributie")
    assert answer.status_code == 422
    errors = answer.context["form"].non_field_errors()
    assert [str(bram) in error for error in errors] == [True]
    assert not anna.events.exists()
    assert act(client, "suspend", anna, carla, on=day, reason="contributie").status_code == 302
    assert all(now(one).suspended_on for one in (anna, bram, carla))
    assert act(client, "lift", anna, bram, carla, reason="betaald").status_code == 302
    assert not any(now(one).suspended_on for one in (anna, bram, carla))
    assert act(client, "leave", anna, carla, on=day).status_code == 302
    assert now(anna).left_on
    assert now(carla).left_on


@pytest.mark.parametrize("ids", ["", "id=x", "id=%C2%B2", f"id={10**30}", "id=-1"])
def test_nobody_ticked_leads_back_to_the_list(secretary, client, ids):
    for method in (client.get, client.post):
        answer = method(f"{LIST}suspend/?{ids}")
        assert answer.headers["Location"] == LIST


def test_page_of_a_member_tells_the_history_in_words(secretary, client):
    anna = member("Anna")
    register.change(
        member=anna, by=actor("Henk"), kind=MemberKind.objects.get(pk="supporter"), language="en",
        street="Kade 1", joined_on=datetime.date(2024, 3, 1), reason="<b>brief</b>",
    )  # fmt: skip
    page = client.get(f"{LIST}inspect/{anna.pk}/").content.decode()
    for words in ("bewoner → steunlid zonder stem", "Nederlands → English", "- → Kade 1"):
        assert words in page
    assert "→ 1 maart 2024" in page
    assert "&lt;b&gt;brief" in page


def test_history_survives_values_that_were_taken_out(secretary, client):
    anna = member("Anna")
    for said in (None, [], "x", ["a"], [None, None], [["a"], {}]):
        register.note(
            anna, MemberEvent.Kind.CHANGED, by=actor("x"), changes={"name": said, "kind": said}
        )
    for place in ("inspect", "history"):
        assert client.get(f"{LIST}{place}/{anna.pk}/").status_code == 200


def test_erased_member_can_be_looked_at_and_not_changed(secretary, client):
    anna = member("Anna", erased_on=timezone.localdate())
    page = client.get(f"{LIST}inspect/{anna.pk}/")
    assert page.context["acts"] == []
    assert client.post(f"{LIST}edit/{anna.pk}/", details()).status_code == 422
    assert act(client, "leave", anna, on="2026-11-01").status_code == 422


# --- finding members


def places():
    """A district with a quarter, and another district."""
    wijk = neighbourhood("Molenkwartier")
    quarter = Neighbourhood.objects.create(
        name="Molenhof", slug="molenhof", level=Neighbourhood.Level.QUARTER, parent=wijk
    )
    return wijk, quarter, neighbourhood("Haven")


@pytest.fixture
def people(secretary):
    wijk, quarter, haven = places()
    today = timezone.localdate()
    Member.objects.filter(pk=secretary.pk).update(neighbourhood=haven, email_consent_on=None)
    by_letter = {"email_consent_on": None}
    return {
        "Anna": member(
            "Anna Bos", neighbourhood=wijk, street="Lindelaan 4", postal_code="0101 AB", **by_letter
        ),
        "Bram": member(
            "Bram", neighbourhood=quarter, suspended_on=today, language="en", **by_letter
        ),
        "Carla": member(
            "Carla", neighbourhood=quarter, left_on=today, kind="organisation", **by_letter
        ),
        "Dirk": member(
            "Dirk", neighbourhood=wijk, joined_on=today + DAY, email_consent_on=today - DAY
        ),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=anna", ["Anna Bos"]),
        ("q=bos+anna", ["Anna Bos"]),
        ("q=bos+bram", []),
        ("q=lindelaan", ["Anna Bos"]),
        ("q=0101ab", ["Anna Bos"]),
        ("q=0101+AB", ["Anna Bos"]),
        ("q=%25", []),
        ("q=%C2%B2", []),
        ("standing=suspended", ["Bram"]),
        ("standing=left", ["Carla"]),
        ("standing=coming", ["Dirk"]),
        ("standing=active", ["Henk Postma", "Anna Bos"]),
        ("language=en", ["Bram"]),
        ("kind=organisation", ["Carla"]),
        ("consent=yes", ["Dirk"]),
        ("email=no", []),
        ("standing=active&q=anna", ["Anna Bos"]),
    ],
)
def test_list_finds(people, client, query, found):
    assert names(client.get(f"{LIST}?{query}")) == found


def test_list_finds_by_number_and_by_address_of_mail(people, client):
    dirk = people["Dirk"]
    for words in (dirk.number, dirk.user.email.upper()):
        assert names(client.get(LIST, {"q": words})) == ["Dirk"]


def test_district_stands_for_its_quarters(people, client):
    wijk, quarter = (Neighbourhood.objects.get(slug=slug) for slug in ("molenkwartier", "molenhof"))
    found = names(client.get(LIST, {"neighbourhood": wijk.pk}))
    assert found == ["Anna Bos", "Bram", "Carla", "Dirk"]
    assert names(client.get(LIST, {"neighbourhood": quarter.pk})) == ["Bram", "Carla"]


def test_list_is_ordered_as_asked(people, client):
    assert names(client.get(f"{LIST}?ordering=-name"))[-1] == "Anna Bos"
    assert names(client.get(f"{LIST}?ordering=user__password"))[0] == "Henk Postma"


@pytest.mark.parametrize(
    "query",
    ["p=0", "p=x", f"p={10**30}", "neighbourhood=x", f"neighbourhood={10**30}", "kind=%FF",
     "standing=x", "q=" + "a+" * 900, "ordering=%27", "export=csv", "export=xlsx"],
)  # fmt: skip
def test_list_survives_any_address(people, client, query):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("standing", ["active", "suspended", "left", "coming"])
def test_filter_and_member_agree_on_the_standing(people, standing):
    today = timezone.localdate()
    everyone = Member.objects.all()
    assert set(everyone.with_status(standing, today)) == {
        one for one in everyone if one.status(today) == standing
    }


# --- kinds and neighbourhoods


def test_key_of_a_kind_is_chosen_once(secretary, client):
    fields = {"key": "jeugd", "name": "jeugdlid", "name_en": "youth", "votes": "0", "order": "9"}
    assert client.post("/beheer/ledensoorten/new/", fields).status_code == 302
    other = fields | {"key": "anders", "name": "jongere"}
    assert client.post("/beheer/ledensoorten/edit/jeugd/", other).status_code == 302
    assert MemberKind.objects.get(pk="jeugd").name == "jongere"
    assert not MemberKind.objects.filter(pk="anders").exists()


@pytest.mark.parametrize(
    "wrong", [{"votes": "21"}, {"votes": "-1"}, {"key": "a b"}, {"key": "x" * 13}]
)
def test_kind_that_cannot_be_is_sent_back(secretary, client, wrong):
    fields = {"key": "jeugd", "name": "jeugdlid", "name_en": "youth", "votes": "0", "order": "9"}
    answer = client.post("/beheer/ledensoorten/new/", fields | wrong)
    assert list(answer.context["form"].errors) == list(wrong)


def test_what_is_in_use_is_not_deleted_and_what_is_unused_is(secretary, client):
    haven = secretary.neighbourhood
    empty = neighbourhood("Leeg")
    client.post(f"/beheer/buurten/delete/{haven.pk}/")
    client.post("/beheer/ledensoorten/delete/resident/")
    assert client.get("/beheer/ledensoorten/delete/resident/").context["view"].in_use
    client.post(f"/beheer/buurten/delete/{empty.pk}/")
    client.post("/beheer/ledensoorten/delete/supporter/")
    assert list(Neighbourhood.objects.all()) == [haven]
    left = set(MemberKind.objects.values_list("key", flat=True))
    assert "resident" in left
    assert "supporter" not in left


def test_district_with_quarters_stays_one_and_its_name_makes_the_address(secretary, client):
    wijk, quarter, _haven = places()
    fields = {"name": "Nieuw Oost", "level": "buurt", "parent": wijk.pk, "order": "1", "slug": ""}
    client.post("/beheer/buurten/new/", fields)
    assert Neighbourhood.objects.get(slug="nieuw-oost").parent == wijk
    answer = client.post(f"/beheer/buurten/edit/{wijk.pk}/", fields | {"name": "X", "parent": ""})
    assert "level" in answer.context["form"].errors
    answer = client.post("/beheer/buurten/new/", fields | {"name": "Y", "parent": quarter.pk})
    assert "parent" in answer.context["form"].errors
