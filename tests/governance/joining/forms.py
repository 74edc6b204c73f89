"""What somebody fills in, and the mail that comes of it."""

import re
from urllib.parse import urlsplit

from governance.joining.models import Application
from governance.notifications.models import OutboxMail
from tests.factories import neighbourhood

APPLY = "/lid-worden/"


def filled_in(**changes):
    fields = {
        "name": "Fenna Hoekstra",
        "email": "fenna@example.org",
        "kind": "resident",
        "neighbourhood": neighbourhood("Havenbuurt").pk,
        "street": "Sluiskade 14",
        "postal_code": "3456 ab",
        "town": "Veerdam",
        "language": "nl",
        "website": "",
    }
    return fields | changes


def apply(client, **changes):
    return client.post(APPLY, filled_in(**changes))


def mails(to=None):
    found = OutboxMail.objects.order_by("pk")
    return list(found.filter(to=to) if to else found)


def link(mail):
    """The path of the first link in a mail."""
    return urlsplit(re.search(r"https?://\S+", mail.text)[0]).path


def confirmed(client, **changes):
    """An application that waits for the board, made through the pages."""
    apply(client, **changes)
    client.post(link(mails(filled_in(**changes)["email"])[-1]))
    return Application.objects.get(email=filled_in(**changes)["email"], state="waiting")
