"""What the register holds about one person."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from governance.members import own_data
from governance.members.models import Term
from governance.members.own_data import Part, Person, Row, fields

MEMBER = (
    *("number", "name", "kind", "street", "postal_code", "town", "language", "email_consent_on"),
    *("joined_on", "left_on", "left_reason", "suspended_on", "suspension_reason", "erased_on"),
)


def member(who: Person) -> Iterator[Row]:
    if who.member:
        neighbourhood = " > ".join(reversed(who.member.neighbourhood.line))
        yield {**fields(who.member, *MEMBER), "neighbourhood": neighbourhood}


def events(who: Person) -> Iterator[Row]:
    for event in who.member.events.all() if who.member else ():
        yield {
            **fields(event, "at", "kind"),
            "by": event.by_name,
            **fields(event, "changes", "reason"),
        }


def user(who: Person) -> Iterator[Row]:
    groups = sorted(who.user.groups.values_list("name", flat=True))
    names = ("email", "first_name", "last_name", "language", "is_active", "date_joined")
    yield {**fields(who.user, *names, "last_login"), "groups": groups}


def addresses(who: Person) -> Iterator[Row]:
    for address in EmailAddress.objects.filter(user=who.user):
        yield fields(address, "email", "verified", "primary")


def terms(who: Person) -> Iterator[Row]:
    for term in Term.objects.filter(user=who.user):
        yield fields(term, "role", "begins_on", "ends_on", "grounds")


def term_events(who: Person) -> Iterator[Row]:
    for event in who.user.term_events.all():
        told = fields(event, "role", "kind", "first_day", "last_day", "at", "reason")
        yield {**told, "by": event.by_name}


def devices(who: Person) -> Iterator[Row]:
    """Where one is signed in now, if the house remembers it."""
    if apps.is_installed("allauth.usersessions"):
        sessions = apps.get_app_config("usersessions").get_model("UserSession")
        for one in sessions._default_manager.filter(user=who.user):
            yield fields(one, "created_at", "last_seen_at", "ip", "user_agent")


def declare() -> None:
    for part in (
        Part(
            name="member",
            about=_("Your membership, as it stands in the register."),
            rows=member,
            models=("members.Member",),
        ),
        Part(
            name="events",
            about=_("What happened to your membership, when, and by whom."),
            rows=events,
            models=("members.MemberEvent",),
        ),
        Part(
            name="user",
            about=_("Your login, and the groups that you are in."),
            rows=user,
            models=("members.User", "members.User_groups"),
        ),
        Part(
            name="login_addresses",
            about=_("Addresses that you confirmed by signing in."),
            rows=addresses,
            models=("account.EmailAddress",),
        ),
        Part(
            name="devices",
            about=_("Devices on which you are signed in."),
            rows=devices,
            models=("usersessions.UserSession",),
        ),
        Part(
            name="terms",
            about=_("Roles that you hold or held."),
            rows=terms,
            models=("members.Term",),
        ),
        Part(
            name="term_events",
            about=_("Who appointed you to a role or ended it, when, and what it rests on."),
            rows=term_events,
            models=("members.TermEvent",),
        ),
    ):
        own_data.register(part)
    own_data.leave_out(
        "What is done in a role, by whom: kept so that it can be answered for. None of it is about "
        "the one who did it.",
        *("members.RegisterExport", "members.RegisterImport", "members.RetentionRun"),
    )
    own_data.leave_out(
        "Permissions are given to groups only; this table stays empty.",
        "members.User_user_permissions",
    )
    own_data.leave_out(
        "Keys and secrets to sign in with. They stand, by their names, on the page on security; "
        "handed out in a file they would let somebody in.",
        "mfa.Authenticator",
    )
