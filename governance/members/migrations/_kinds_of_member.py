"""The kinds of member that a new co-operative begins with."""

KINDS = [
    ("resident", "bewoner", "resident", 1),
    ("professional", "professional", "professional", 1),
    ("organisation", "organisatie", "organisation", 1),
    ("supporter", "steunlid zonder stem", "supporter without a vote", 0),
]


def make(apps, schema_editor):
    kind = apps.get_model("members", "MemberKind")
    for order, (key, name, name_en, votes) in enumerate(KINDS, start=1):
        kind.objects.create(key=key, name=name, name_en=name_en, votes=votes, order=order)
