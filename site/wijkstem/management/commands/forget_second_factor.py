"""`manage.py forget_second_factor anna@wijk.example`: after a lost phone and lost codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.members.actions import sessions
from governance.members.models import User


class Command(BaseCommand):
    help = "Takes passkeys, app and recovery codes away from a user and signs them out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which they sign in")

    def handle(self, email: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {email}.")
        number = sessions.forget_factors(user=user)
        self.stdout.write(f"{number} taken away from {user.email}, who is signed out everywhere.")
