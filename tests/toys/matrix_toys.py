"""Who may open the toy page: a row of the matrix in `tests/wijkstem/test_roles.py`."""

from tests.wijkstem import access_matrix_fixtures as fixtures

OPEN, DOOR, NO = "open", "asked to sign in", "no"

ROWS = [
    (
        "toys:birds",
        "get",
        (),
        dict.fromkeys(fixtures.ROLES, NO) | {"visitor": DOOR, "treasurer": OPEN},
    ),
]
