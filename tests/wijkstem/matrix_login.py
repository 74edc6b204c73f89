"""Who may open what of signing in: rows of the matrix in `test_roles.py`."""

from tests.wijkstem.town import ROLES

OPEN, ON, DOOR = "open", "sent on", "asked to sign in"
SIGNED_IN = dict.fromkeys(ROLES, OPEN) | {"visitor": DOOR}
ONWARDS = dict.fromkeys(ROLES, ON) | {"visitor": DOOR}

ROWS = [
    ("account_reauthenticate", "get", (), SIGNED_IN),
    ("mfa_reauthenticate", "get", (), ONWARDS),
    ("mfa_reauthenticate_webauthn", "get", (), ONWARDS),
    ("account_go_on", "get", (), ONWARDS),
]
