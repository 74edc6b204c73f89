"""`manage.py appoint anna@wijk.example beheerder`: the first roles."""
# Also the way back when all who may appoint are gone.

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.members.access.actor import Actor
from governance.members.actions import terms
from governance.members.models import User
from governance.members.roles import Role


class Command(BaseCommand):
    help = "Gives a person a role from today; makes the login where there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which they sign in")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--grounds", default="", help='for example "ALV of 3 May, item 6"')

    def handle(self, email: str, role: str, grounds: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
        terms.appoint(user=user, role=Role(role), by=Actor.command("appoint"), grounds=grounds)
        self.stdout.write(f"{user.email} acts as {role} from today.")
