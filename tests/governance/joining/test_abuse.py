"""What somebody could use the public form for, beside applying."""

import pytest

from tests.factories import member
from tests.governance.joining.forms import apply, confirmed, mails

pytestmark = pytest.mark.django_db
BAIT = "Win een fiets op https://kwaad.example"


@pytest.mark.parametrize("known_as", ["nobody", "member", "waiting"])
def test_the_form_mails_no_words_of_whoever_fills_it_in(client, known_as):
    address = "slachtoffer@example.org"
    if known_as == "member":
        someone = member("Sla")
        someone.user.email = address
        someone.user.save()
    if known_as == "waiting":
        confirmed(client, email=address)
    before = len(mails(address))
    apply(client, email=address, name=BAIT, street=BAIT, town=BAIT)
    (mail,) = mails(address)[before:]
    assert "kwaad" not in mail.subject + mail.text


def test_once_the_address_is_confirmed_the_mails_call_the_applicant_by_name(client):
    confirmed(client, name="Omar", email="omar@example.org")
    assert "Omar" in mails("omar@example.org")[-1].text
