"""`manage.py demo`: brings the demo up to date and says where it will be."""
# `make run` does this before it starts the servers, in one process because each start of Django
# takes seconds.

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wijkstem.demo.roles import ROLES


class Command(BaseCommand):
    help = "Makes or updates the database, loads the demo, and prints address and accounts."

    def handle(self, **_: Any) -> None:
        self.stdout.write("Bringing the database up to date")
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        self.welcome(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

    def welcome(self, address: str) -> None:
        self.stdout.write(f"\n  Wijkstem is at {address}/  (Ctrl-C stops it)\n")
        self.stdout.write(
            f"  Sign in at {address}/account/inloggen/ with one click, or with a code"
        )
        self.stdout.write(f"  that lands in the mailbox at {address}/demo/postvak/, as:\n")
        for role in ROLES:
            self.stdout.write(f"    {role.email:<36} {role.name}, {role.title}")
        self.stdout.write(f"\n  Back office: {address}/beheer/   House style: {address}/stijl/\n")
