"""Lists of members for tests, and what an import makes of them."""

import datetime

from allauth.account.models import EmailAddress

from governance.members import tasks
from governance.members.actions import imports
from governance.members.actions import register as register_actions
from governance.members.imports.columns import guess
from governance.members.models import Member, MemberEvent, MemberKind, User
from tests.factories import actor, neighbourhood

HEADINGS = "Lidnummer;Naam;Soort;Wijk;Straat;Postcode;Plaats;E-mail;Taal;Lid sinds"
ANNA = ";Anna Bos;bewoner;Haven;Kade 1;1234ab;Brugstad;anna@wijk.example;nl;3-1-2020"
BRAM = ";Bram Vis;organisatie;Haven;Kade 2;1234 AB;Brugstad;;en;2021-12-31"


def upload(*lines, headings=HEADINGS):
    text = "\r\n".join([headings, *lines])
    return imports.upload(name="leden.csv", content=text.encode(), by=actor("Henk"))


def name_columns(source, **defaults):
    columns = guess([heading for heading, _examples in source.headings])
    imports.check_import(source=source, columns=columns, defaults=defaults)
    return source


def checked(*lines, headings=HEADINGS, **defaults):
    source = name_columns(upload(*lines, headings=headings), **defaults)
    tasks.check_import(source.pk)
    source.refresh_from_db()
    return source


def brought_in(*lines, **fields):
    source = checked(*lines, **fields)
    imports.start_import(source=source)
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    return source


def admit(name="Anna Bos", **fields):
    return register_actions.admit(
        by=actor("Henk"),
        name=name,
        kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Haven"),
        joined_on=datetime.date(2020, 1, 3),
        **fields,
    )


def outcomes(source):
    return list(source.rows.values_list("outcome", flat=True))


def codes(source):
    return [[problem[:2] for problem in row.problems] for row in source.rows.all()]


def register():
    """All that an import can change."""
    return (
        list(Member.objects.order_by("number").values()),
        list(User.objects.order_by("pk").values()),
        list(MemberEvent.objects.order_by("pk").values()),
        sorted(User.groups.through.objects.values_list("user_id", "group_id")),
        list(EmailAddress.objects.values_list("email", flat=True)),
    )


def mapping(source):
    return {"columns": source.mapping["columns"], "defaults": source.mapping["defaults"]}
