"""Who may open what of roles, retention and erasure: rows of the matrix in `test_roles.py`."""

from tests.wijkstem.access_matrix_fixtures import ROLES

OPEN, DOOR, NO, ABSENT = "open", "asked to sign in", "no", "absent"
WRONG = "sent back: not valid"
BOARD = ("chair", "secretary", "treasurer", "administrator")
KEEPERS = ("secretary", "administrator")


def only(roles, outcome):
    """These roles get this; a visitor is asked to sign in, and everybody else gets a no."""
    return dict.fromkeys(ROLES, NO) | {"visitor": DOOR} | dict.fromkeys(roles, outcome)


FOR_MEMBERS = dict.fromkeys(ROLES, OPEN) | {"visitor": DOOR, "signed in": NO}

ROWS = [
    ("roles", "get", (), FOR_MEMBERS),
    ("board:terms", "get", (), only(KEEPERS, OPEN)),
    ("board:appoint", "get", (), only(KEEPERS, OPEN)),
    ("board:appoint", "post", (), only(KEEPERS, WRONG)),
    ("board:end_term", "get", (1_000_000,), only(KEEPERS, ABSENT)),
    ("board:end_term", "post", (1_000_000,), only(KEEPERS, ABSENT)),
    ("board:retention", "get", (), only(BOARD, OPEN)),
    ("board:processing", "get", (), only(BOARD, OPEN)),
    ("board:former", "get", (), only(["secretary"], OPEN)),
    ("board:erase", "get", (1_000_000,), only(["secretary"], ABSENT)),
    ("board:erase", "post", (1_000_000,), only(["secretary"], ABSENT)),
    ("board:erase", "get", ("a number",), only(["secretary"], "too late")),
    ("board:erase", "post", ("a number",), only(["secretary"], "too late")),
]
