"""Giving a proxy on the site, and taking it back."""

import pytest

from governance.ballots.forms.proxies import ends_with
from governance.ballots.models import AuditEvent, RollEntry
from tests.factories import HALF, entry_of, member, resolution, sign_in, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
PROXY = "/en/stemmingen/de-brug/volmacht/"


@pytest.fixture
def anna(as_member):
    return as_member("Anna Bos")


def give(client, number, surname):
    return client.post(PROXY, {"number": number, "surname": surname, "step": "give"})


def test_proxy_is_given_shown_and_taken_back(client, anna):
    bram = member("Bram van der Meer")
    poll = resolution()
    assert give(client, bram.number, "van der meer").headers["Location"] == PROXY
    assert entry_of(poll, anna).proxy == entry_of(poll, bram)
    assert "<strong>Bram van der Meer</strong> a proxy" in client.get(PROXY).content.decode()
    assert "Bram van der Meer votes for you" in client.get("/en/mijn/").content.decode()
    client.post(PROXY, {"step": "withdraw"})
    assert entry_of(poll, anna).proxy is None
    changes = AuditEvent.objects.filter(poll=poll, kind=AuditEvent.Kind.ROLL)
    assert [event.detail["proxy"] for event in changes] == [bram.number, None]


def test_holder_sees_for_whom_they_vote(client, anna):
    bram = member("Bram Smit")
    resolution()
    give(client, bram.number, "Smit")
    sign_in(client, bram.user)
    assert [entry.member for entry in client.get(PROXY).context["page"].received] == [anna]
    assert "You vote for Anna Bos" in client.get("/en/mijn/").content.decode()


def test_a_number_does_not_tell_whose_it_is(client, anna):
    """The same answer for no such number, another name, oneself, and who is not on the roll."""
    bram = member("Bram Smit")
    cor = member("Cor Vos", kind="supporter")
    poll = resolution()
    tries = [
        (bram.number, "Vos"),
        (bram.number, "Bram"),
        (bram.number, " "),
        (999_999, "Smit"),
        (cor.number, "Vos"),
        (anna.number, "Bos"),
    ]
    answers = [give(client, *one) for one in tries]
    assert [answer.status_code for answer in answers] == [422] * 6
    errors = [answer.context["form"].errors.get("__all__") for answer in answers]
    same = ["No other voter of this vote has this number and this surname."]
    assert [error for number, error in enumerate(errors) if number != 2] == [same] * 5
    assert not any("Bram Smit" in answer.content.decode() for answer in answers)
    assert not RollEntry.objects.filter(poll=poll, proxy__isnull=False).exists()


def test_who_is_not_on_the_roll_learns_nothing_of_others(client, as_member):
    bram = member("Bram Smit")
    resolution()
    as_member("Anna")
    assert give(client, bram.number, "Smit").status_code == 403
    assert give(client, bram.number, "Vos").status_code == 403


def test_no_more_proxies_than_the_cap(client):
    rules = {"majority": HALF, "quorum": None, "roll": {"proxy_cap": 1}}
    anna, cor, bram = member("Anna"), member("Cor"), member("Bram Smit")
    poll = resolution(rules=rules)
    for one, status in ((anna, 302), (cor, 409)):
        sign_in(client, one.user)
        assert give(client, bram.number, "Smit").status_code == status
    assert entry_of(poll, cor).proxy is None


def test_after_a_ballot_was_cast_nothing_changes(client, anna):
    bram = member("Bram Smit")
    poll = resolution()
    vote(poll, anna, "yes")
    assert give(client, bram.number, "Smit").status_code == 409
    assert "A ballot was cast for you already" in client.get(PROXY).content.decode()


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        (f"Y{DOTLESS}ld{DOTLESS}z", True),
        ("yildiz", True),
        ("YILDIZ", True),
        (f"Meryem Y{DOTLESS}ld{DOTLESS}z", True),
        ("Meryem", False),
        (f"ld{DOTLESS}z", False),
        ("", False),
    ],
)
def test_surname_is_known_whatever_its_capitals_and_accents(typed, fits):
    assert ends_with(f"Meryem Y{DOTLESS}ld{DOTLESS}z", typed) is fits


def test_surname_with_a_prefix_or_a_hyphen():
    assert ends_with("Riet van den Heuvel", "Heuvel")
    assert ends_with("Riet van den Heuvel", "Van den Heuvel")
    assert ends_with("Zoë Bos-Çelik", "bos celik")
    assert not ends_with("Riet van den Heuvel", "den")
