"""Who may open what of one's own pages: rows of the matrix in `test_roles.py`."""

from tests.wijkstem import access_matrix_fixtures as fixtures

OPEN, ON, DOOR, NO, ABSENT = "open", "sent on", "asked to sign in", "no", "absent"
WRONG = "sent back: not valid"


def matrix(default, **others):
    others = {who.replace("_", " "): outcome for who, outcome in others.items()}
    return dict.fromkeys(fixtures.ROLES, default) | others


FOR_SIGNED_IN = matrix(OPEN, visitor=DOOR)
FOR_MEMBERS = matrix(OPEN, visitor=DOOR, signed_in=NO)
WRONG_OF_MEMBERS = matrix(WRONG, visitor=DOOR, signed_in=NO)

ROWS = [
    ("own_data", "get", (), FOR_SIGNED_IN),
    ("own_data", "post", (), FOR_SIGNED_IN),
    ("own:details", "get", (), FOR_MEMBERS),
    ("own:details", "post", (), WRONG_OF_MEMBERS),
    ("notifications:preferences", "get", (), FOR_SIGNED_IN),
    ("notifications:preferences", "post", (), matrix(WRONG, visitor=DOOR)),
    ("notifications:stop", "get", ("made-up",), matrix(ABSENT)),
    ("notifications:stop", "post", ("made-up",), matrix(ABSENT)),
    ("notifications:new_address", "get", (), FOR_MEMBERS),
    ("notifications:new_address", "post", (), WRONG_OF_MEMBERS),
    ("notifications:confirm_address", "get", (), matrix(ON, visitor=DOOR, signed_in=NO)),
    ("notifications:ask", "get", (), FOR_MEMBERS),
    ("notifications:ask", "post", (), WRONG_OF_MEMBERS),
]
