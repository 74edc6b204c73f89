"""`manage.py load_demo`: the invented co-operative De Drie Bruggen, for a demo. Run it after
`migrate`; it prepares the site itself, and the second time it changes nothing."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Fills the site with an invented co-operative. Only in demo mode."

    def handle(self, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is production: load_demo works with WIJKSTEM_MODE=demo only.")
        from wijkstem.demo.load import load

        started = time.monotonic()
        call_command("prepare", stdout=self.stdout)
        for line in load():
            self.stdout.write(line)
        self.stdout.write(f"The demo is ready ({time.monotonic() - started:.1f} s).")
