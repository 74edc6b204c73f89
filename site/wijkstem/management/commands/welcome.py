"""`manage.py welcome`: where the demo is and who one can be there."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from wijkstem.demo.roles import ROLES


class Command(BaseCommand):
    help = "Prints the address of the demo and its accounts."

    def handle(self, **_: Any) -> None:
        address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
        self.stdout.write(f"\n  Wijkstem is at {address}/  (Ctrl-C stops it)\n")
        self.stdout.write(
            f"  Sign in at {address}/account/inloggen/ with one click, or with a code"
        )
        self.stdout.write(
            f"  that lands in the mailbox at {address}/demo/postvak/ for one of these:\n"
        )
        for role in ROLES:
            self.stdout.write(f"    {role.email:<36} {role.name}, {role.title}")
        self.stdout.write(f"\n  Back office: {address}/beheer/   Style: {address}/stijl/\n")
