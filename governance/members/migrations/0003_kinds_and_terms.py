"""The four kinds of member that there were, and a term for everybody who holds a role."""

from django.db import migrations
from django.utils import timezone

KINDS = [
    ("resident", "bewoner", "resident", 1),
    ("professional", "professional", "professional", 1),
    ("organisation", "organisatie", "organisation", 1),
    ("supporter", "steunlid zonder stem", "supporter without a vote", 0),
]
ROLES = ["redactie", "secretaris", "voorzitter", "penningmeester", "stemcommissie", "beheerder"]


def make(apps, schema_editor):
    kind = apps.get_model("members", "MemberKind")
    for order, (key, name, name_en, votes) in enumerate(KINDS, start=1):
        kind.objects.create(key=key, name=name, name_en=name_en, votes=votes, order=order)
    term = apps.get_model("members", "Term")
    today = timezone.localdate()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        for user in group.user_set.all():
            term.objects.create(user=user, role=group.name, begins_on=today, made_by="migration")


class Migration(migrations.Migration):

    dependencies = [("members", "0002_register")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
