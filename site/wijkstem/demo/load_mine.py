"""How the people of the demo want their mail."""

from django.db import transaction

from governance.ballots.mail_kinds import REMINDERS, RESULTS
from governance.members.models import User
from governance.notifications.actions.preferences import choose
from governance.notifications.kinds import How
from governance.notifications.models import Preference
from wijkstem.demo.roles import DOMAIN

WISHES = {
    "voorzitter": {RESULTS: How.DAILY},
    "penningmeester": {RESULTS: How.NOW, REMINDERS: How.NONE},
}
"""The chair wants results once a day, the treasurer no reminders."""


@transaction.atomic
def choose_mail() -> int:
    """Returns how many chose; what is there stays as it is."""
    if Preference.objects.exists():
        return 0
    for key, wishes in WISHES.items():
        choose(user=User.objects.get(email=f"{key}@{DOMAIN}"), wishes=wishes)
    return len(WISHES)
