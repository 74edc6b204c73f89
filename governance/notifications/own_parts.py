"""What this app holds about one person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from governance.members import own_data
from governance.members.own_data import Part, Person, Row, fields
from governance.notifications.models import OutboxMail, Preference


def preferences(who: Person) -> Iterator[Row]:
    for preference in Preference.objects.filter(user=who.user).order_by("kind"):
        yield fields(preference, "kind", "how")


def mails(who: Person) -> Iterator[Row]:
    for mail in OutboxMail.objects.filter(user=who.user).order_by("key"):
        yield fields(mail, "kind", "to", "subject", "text", "sent")


def declare() -> None:
    own_data.register(
        Part(
            name="mail_preferences",
            about=_("How you want to get which mail."),
            rows=preferences,
            models=("notifications.Preference",),
        )
    )
    own_data.register(
        Part(
            name="mails",
            about=_("Mail to you that is still kept or still waits."),
            rows=mails,
            models=("notifications.OutboxMail",),
        )
    )
