"""Who may open what of joining and leaving: rows for `test_roles.MATRIX`."""

from tests.wijkstem import access_matrix_fixtures as fixtures

OPEN, ON, DOOR, NO, ABSENT = "open", "sent on", "asked to sign in", "no", "absent"
WRONG, METHOD = "sent back: not valid", "not in this way"


def row(default, **others):
    return dict.fromkeys(fixtures.ROLES, default) | {
        who.replace("_", " "): outcome for who, outcome in others.items()
    }


def board(outcome):
    return row(NO, visitor=DOOR, chair=outcome, secretary=outcome, treasurer=outcome)


FORGED = "WzFd:1abc:forged"
SECRETARY = row(NO, visitor=DOOR, secretary=OPEN)
MEMBERS = row(OPEN, visitor=DOOR, signed_in=NO)
ROWS = [
    ("joining:apply", "get", (), row(OPEN)),
    ("joining:apply", "post", (), row(WRONG)),
    ("joining:sent", "get", (), row(OPEN)),
    ("joining:sent", "post", (), row(METHOD)),
    ("joining:confirm", "get", (FORGED,), row(ABSENT)),
    ("joining:confirm", "post", (FORGED,), row(ABSENT)),
    ("joining:withdraw", "get", (FORGED,), row(ABSENT)),
    ("joining:withdraw", "post", (FORGED,), row(ABSENT)),
    ("joining:applications", "get", (), board(OPEN)),
    ("joining:applications", "post", (), row(METHOD)),
    ("joining:preview", "get", (), board(OPEN)),
    ("joining:application", "get", (1_000_000,), board(ABSENT)),
    ("joining:accept", "get", (1_000_000,), board(ABSENT)),
    ("joining:accept", "post", (1_000_000,), board(ABSENT)),
    ("joining:decline", "get", (1_000_000,), board(ABSENT)),
    ("joining:decline", "post", (1_000_000,), board(ABSENT)),
    ("joining:letters", "get", (), SECRETARY),
    ("joining:letters", "post", (), SECRETARY | {"secretary": WRONG}),
    ("joining:never_seen", "get", (), row(METHOD)),
    ("joining:never_seen", "post", (), SECRETARY | {"secretary": ON}),
    ("joining:letter", "get", (), row(OPEN)),
    ("joining:letter", "post", (), row(WRONG)),
    ("joining:letter_choice", "get", (), row(ON)),
    ("joining:letter_choice", "post", (), row(ON)),
    ("joining:letter_address", "get", (FORGED,), row(ABSENT)),
    ("joining:letter_address", "post", (FORGED,), row(ABSENT)),
    ("joining:leave", "get", (), MEMBERS),
    ("joining:leave", "post", (), row(WRONG, visitor=DOOR, signed_in=NO)),
]
