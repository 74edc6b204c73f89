"""Reading the register as judging the rows of a list needs it."""

from governance.members.imports.register import Person, Register, known_by
from governance.members.models import Member, MemberKind, Neighbourhood, Term, User


def read_register() -> Register:
    """The whole register at this moment, in five queries."""
    people = Member.objects.order_by("number").values_list(
        *("pk", "number", "user_id", "user__email", "name", "kind_id", "neighbourhood_id"),
        *("street", "postal_code", "town", "language", "email_consent_on", "joined_on"),
        *("left_on", "erased_on"),
    )
    kinds = list(MemberKind.objects.values_list("key", "name", "name_en"))
    places = list(Neighbourhood.objects.order_by("pk").values_list("pk", "name", "slug"))
    outsiders = User.objects.filter(member=None).values_list("email", "pk")
    return Register(
        people=tuple(Person(*row[:3], row[3] or "", *row[4:]) for row in people),
        kinds=known_by((kind[at], kind[0]) for at in range(3) for kind in kinds),
        places=known_by((place[at], place[0]) for at in (1, 2) for place in places),
        place_names={key: name for key, name, _slug in places},
        outsiders={email.lower(): key for email, key in outsiders},
        officers=frozenset(Term.objects.values_list("user_id", flat=True)),
    )
