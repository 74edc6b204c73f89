"""Members, logins, terms of office and their history."""

from governance.members.models import login  # noqa: F401  (declares what is kept of logins)
from governance.members.models.history import MemberEvent, RegisterExport
from governance.members.models.imports import ImportRow, RegisterImport
from governance.members.models.kinds import MemberKind
from governance.members.models.places import Neighbourhood
from governance.members.models.register import Member
from governance.members.models.retention import RetentionRun
from governance.members.models.settings import RegisterSettings
from governance.members.models.terms import Term, TermEvent
from governance.members.models.users import User

__all__ = [
    "ImportRow",
    "Member",
    "MemberEvent",
    "MemberKind",
    "Neighbourhood",
    "RegisterExport",
    "RegisterImport",
    "RegisterSettings",
    "RetentionRun",
    "Term",
    "TermEvent",
    "User",
]
