"""Which column holds what: guessed from headings in Dutch and English."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FIELDS = (
    *("number", "name", "first_name", "infix", "last_name", "kind", "neighbourhood"),
    *("street", "house_number", "house_addition", "postal_code", "town", "email", "language"),
    *("joined_on", "email_consent_on"),
)
"""What a column can hold. The parts of a name are joined, and so are street and house number."""
NAMES = ("first_name", "infix", "last_name")
STREETS = ("street", "house_number", "house_addition")
DEFAULTS = ("kind", "neighbourhood", "language", "joined_on")
"""What a new member must have, and what may be said for the whole file."""

HEADINGS = {
    "number": "number membernumber memberno nummer lidnummer lidnr lidno nr relatienummer id",
    "name": "name fullname membername naam volledigenaam naamlid lid member",
    "first_name": "firstname givenname voornaam roepnaam voornamen voorletters initials initialen",
    "infix": "infix prefix tussenvoegsel tussenvoegsels tussenv voorvoegsel tv",
    "last_name": "lastname surname familyname achternaam familienaam geslachtsnaam",
    "kind": "kind kindofmember membershiptype type soort soortlid lidsoort soortlidmaatschap",
    "neighbourhood": "neighbourhood neighborhood area district quarter wijk buurt dorp kern gebied",
    "street": (
        "street address streetandhousenumber streetandnumber straat adres straatenhuisnummer"
        " straatnaam straathuisnummer straatennummer"
    ),
    "house_number": "housenumber houseno huisnummer huisnr",
    "house_addition": "houseaddition addition toevoeging huisnummertoevoeging huisletter",
    "postal_code": "postalcode postcode zip zipcode pc",
    "town": "town city place plaats woonplaats stad",
    "email": "email emailaddress mail mailadres emailadres eadres mailaddress",
    "language": "language preferredlanguage taal voorkeurstaal",
    "joined_on": (
        "joinedon joined joindate membersince dateofjoining lidsinds lidvanaf ingangsdatum"
        " datumlid aanmelddatum toegetreden toegetredenop begindatum inschrijfdatum"
    ),
    "email_consent_on": (
        "emailconsenton agreedtonoticebyemailon consent emailconsent toestemming emailtoestemming"
        " toestemmingemail akkoordemail akkoordmetoproepingperemailop"
    ),
}
KNOWN = {word: field for field, words in HEADINGS.items() for word in words.split()}


def plain(heading: str) -> str:
    """Letters and digits only, small and without accents."""
    letters = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Heading -> field, "" where nothing is known; no field twice."""
    found: dict[str, str] = {}
    for heading in headings:
        field = KNOWN.get(plain(heading), "")
        found[heading] = "" if field in found.values() else field
    fields = set(found.values())
    if "name" in fields and fields & set(NAMES):
        instead = "" if "last_name" in fields or "first_name" not in fields else "last_name"
        drop = set() if instead else set(NAMES)  # voornaam, naam: then naam is a last name
        found = {
            heading: instead if field == "name" and instead else "" if field in drop else field
            for heading, field in found.items()
        }
    return found


def clash(columns: Iterable[str]) -> str:
    """What cannot be in a choice of columns: "twice", "names" (whole and in parts), "no_name", or
    nothing."""
    chosen = [field for field in columns if field]
    if len(chosen) != len(set(chosen)):
        return "twice"
    if "name" in chosen and set(chosen) & set(NAMES):
        return "names"
    if not {"name", "last_name", "number"} & set(chosen):
        return "no_name"
    return ""


@dataclass(frozen=True)
class Plan:
    """Where each field is, and what counts for new members where a column or cell is absent.

    `places`: field -> index of its column. `width`: how many columns have a heading.
    """

    places: Mapping[str, int]
    defaults: Mapping[str, str]
    width: int

    @classmethod
    def of(cls, headings: Sequence[str], mapping: Mapping[str, Mapping[str, str]]) -> "Plan":
        """From what is stored: `mapping` has "columns" (heading -> field) and "defaults"."""
        columns = mapping.get("columns", {})
        places = {
            columns[heading]: place
            for place, heading in enumerate(headings)
            if columns.get(heading) in FIELDS
        }
        return cls(places, mapping.get("defaults", {}), len(headings))
