"""`manage.py load_demo`: the invented co-operative De Drie Bruggen, after `migrate`."""
# It prepares the site itself; where there are members already it changes nothing more.

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
        from wijkstem.demo.load import Interrupted, load

        started = time.monotonic()
        call_command("prepare", stdout=self.stdout)
        try:
            for line in load():
                self.stdout.write(line)
        except Interrupted as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"The demo is ready ({time.monotonic() - started:.1f} s).")
