"""The people that a visitor of the demo can be; their e-mail addresses end in this domain."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMAIN = "wijkstem.example"


@dataclass(frozen=True)
class DemoRole:
    key: str
    name: str
    title: str | Promise
    can: str | Promise

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


ROLES = [
    DemoRole("lid", "Riet van den Heuvel", _("Member"), _("votes, fills in a budget ballot")),
    DemoRole(
        "gemachtigde",
        "Youssef El Amrani",
        _("Member with a proxy"),
        _("votes also in the name of a neighbour"),
    ),
    DemoRole("redactie", "Sanne de Wit", _("Editor"), _("writes news and adds documents")),
    DemoRole(
        "secretaris", "Henk Postma", _("Secretary"), _("keeps the papers of the co-operative")
    ),
    DemoRole("voorzitter", "Meryem Yıldız", _("Chair"), _("opens and closes votes")),
    DemoRole("penningmeester", "Wim Kuipers", _("Treasurer"), _("watches the budget")),
    DemoRole("stemcommissie", "Anneke Bos", _("Counting committee"), _("starts and checks counts")),
]
