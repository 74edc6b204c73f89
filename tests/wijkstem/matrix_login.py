"""Who may open what of signing in: rows of the matrix in `test_roles.py`. Everybody in it gave a
second factor, but nobody has one in the table of factors."""

from tests.wijkstem.access_matrix_fixtures import ROLES

OPEN, ON, DOOR, ABSENT = "open", "sent on", "asked to sign in", "absent"
WRONG, METHOD = "sent back: not valid", "not in this way"
SIGNED_IN = dict.fromkeys(ROLES, OPEN) | {"visitor": DOOR}
ONWARDS = dict.fromkeys(ROLES, ON) | {"visitor": DOOR}
NOTHING_THERE = dict.fromkeys(ROLES, ABSENT) | {"visitor": DOOR}
NOT_VALID = dict.fromkeys(ROLES, WRONG) | {"visitor": DOOR}
LOOKING = dict.fromkeys(ROLES, METHOD)

ROWS = [
    ("account_reauthenticate", "get", (), SIGNED_IN),
    ("account_reauthenticate", "post", (), NOT_VALID),
    ("mfa_reauthenticate", "get", (), ONWARDS),
    ("mfa_reauthenticate_webauthn", "get", (), ONWARDS),
    ("account_go_on", "get", (), ONWARDS),
    ("mfa_login_webauthn", "get", (), dict.fromkeys(ROLES, ON)),
    ("mfa_authenticate", "get", (), dict.fromkeys(ROLES, ON)),
    ("mfa_index", "get", (), SIGNED_IN),
    ("account_set_up", "get", (), SIGNED_IN),
    ("mfa_list_webauthn", "get", (), ONWARDS),
    ("mfa_add_webauthn", "get", (), SIGNED_IN),
    ("mfa_add_webauthn", "post", (), NOT_VALID),
    ("mfa_edit_webauthn", "get", (1_000_000,), NOTHING_THERE),
    ("mfa_remove_webauthn", "post", (1_000_000,), NOTHING_THERE),
    ("mfa_activate_totp", "get", (), SIGNED_IN),
    ("mfa_activate_totp", "post", (), NOT_VALID),
    ("mfa_deactivate_totp", "post", (), NOTHING_THERE),
    ("mfa_view_recovery_codes", "get", (), NOTHING_THERE),
    ("mfa_generate_recovery_codes", "get", (), SIGNED_IN),
    ("usersessions_list", "get", (), SIGNED_IN),
    ("usersessions_end", "get", (1_000_000,), LOOKING),
    ("usersessions_end", "post", (1_000_000,), NOTHING_THERE),
    ("usersessions_end_all", "get", (), LOOKING),
]
