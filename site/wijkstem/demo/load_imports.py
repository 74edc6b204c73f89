"""Lists of members that the invented secretary uploaded, in each of their states."""

from django.db import transaction
from django_q.models import OrmQ

from governance.members.access.actor import Actor
from governance.members.actions import imports
from governance.members.actions.imports import BRING_IN, CHECK
from governance.members.imports.columns import guess
from governance.members.models import Member, RegisterImport
from wijkstem.demo.people import holder_of

ADDRESSES = "Lidnummer;Straat;Huisnummer;Postcode;Woonplaats"
STREETS = ["Kade", "Sluisweg", "Brugstraat", "Touwslagerspad", "Havenplein"]
NEW = "Voornaam;Tussenvoegsel;Achternaam;Soort lid;Wijk;Straat;Huisnr;Postcode;E-mail;Lid sinds"
WITH_PROBLEMS = [
    "Fleur;van;Beek;bewoner;Havenbuurt;Sluisweg;12;1234ab;fleur.vanbeek@wijk.example;3-9-2026",
    "Tijmen;;Kok;bewoner;Nieuwe Haven;Kade;7;1234 AC;tijmen.kok@wijk.example;3-9-2026",
    "Soraya;El;Idrissi;bewoner;Havenbuurt;Kade;9;1234AC;soraya@wijk;31-6-2026",
    "Wout;de;Graaf;donateur;Havenbuurt;Brugstraat;3;12345;;10-9-2026",
    "Fleur;van;Beek;bewoner;Havenbuurt;Sluisweg;12;1234 AB;fleur.vanbeek@wijk.example;3-9-2026",
    "Ilse;;Timmer;bewoner;Havenbuurt;Havenplein;31;1234 AD;ilse.timmer@wijk.example;12-9-2026",
]
READY = [
    "Jorrit;;Faber;bewoner;Havenbuurt;Touwslagerspad;4;1234 AE;jorrit.faber@wijk.example;1-10-2026",
    "Nadia;;Haddad;bewoner;Havenbuurt;Havenplein;18;1234 AD;nadia.haddad@wijk.example;1-10-2026",
    "Piet;van der;Meer;bewoner;Havenbuurt;Kade;44;1234 AC;;8-10-2026",
]


def bring_in_lists() -> int:
    by = holder_of("secretaris")
    addresses = upload("adressen.csv", ADDRESSES, address_lines(), by)
    check(addresses)
    imports.start_import(source=addresses)
    imports.bring_in(source_id=addresses.pk)
    check(upload("nieuwe-leden-september.csv", NEW, WITH_PROBLEMS, by))
    check(upload("nieuwe-leden-oktober.csv", NEW, READY, by))
    upload("nieuwe-leden-november.csv", NEW.replace("Wijk", "Waar"), READY[:2], by)
    transaction.on_commit(forget_tasks)
    return RegisterImport.objects.count()


def forget_tasks() -> None:
    # The work of these tasks is done already.
    for task in OrmQ.objects.all():
        if task.func() in (CHECK, BRING_IN):
            task.delete()


def address_lines() -> list[str]:
    there = Member.objects.filter(erased_on=None, left_on=None)
    numbers = there.order_by("-number").values_list("number", flat=True)
    return [
        f"{number};{STREETS[at % len(STREETS)]};{at + 1};{1234 + at % 3} AB;Veerdam"
        for at, number in enumerate(numbers[:40])
    ]


def upload(name: str, headings: str, lines: list[str], by: Actor) -> RegisterImport:
    content = "\r\n".join([headings, *lines]).encode()
    return imports.upload(name=name, content=content, by=by)


def check(source: RegisterImport) -> None:
    columns = guess([heading for heading, _examples in source.headings])
    imports.check_import(source=source, columns=columns, defaults={"language": "nl"})
    imports.check_rows(source_id=source.pk)
    source.refresh_from_db()
