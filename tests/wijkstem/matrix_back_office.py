"""Who may open what of our own in the back office: rows of the matrix in
`test_back_office_roles.py`. Who is not named in a row is refused there."""

SEE = {"secretary", "administrator"}
LOOK = SEE | {"chair", "treasurer"}
STRAW = {"secretary", "editor"}
QUESTIONS = {"secretary"}
EVERY_ROLE = LOOK | {"editor"}
ADMINISTRATOR = {"administrator"}
NOBODY: set[str] = set()

OPEN, ON, ABSENT = "open", "sent on", "absent"
WRONG, METHOD = "sent back: not valid", "not in this way"
LIST, ASK, GONE = (OPEN, METHOD), (OPEN, WRONG), (OPEN, ON)
AGAIN = (OPEN, OPEN)
"""Wagtail's own forms come back with 200."""

ROWS = [
    ("leden/", LOOK, LIST),
    ("leden/results/", LOOK, LIST),
    ("leden/inspect/{member}/", LOOK, LIST),
    ("leden/history/{member}/", LOOK, LIST),
    ("leden/new/", SEE, ASK),
    ("leden/edit/{member}/", SEE, ASK),
    ("leden/export/", SEE, ASK),
    ("leden/suspend/", SEE, ASK),
    ("leden/lift/", SEE, ASK),
    ("leden/leave/", SEE, ASK),
    ("leden/stay/", SEE, ASK),
    ("ledenuitvoer/", LOOK, LIST),
    ("ledenuitvoer/results/", LOOK, LIST),
    *(
        (f"{place}/{address}", SEE, outcome)
        for place, key in (("ledensoorten", "kind"), ("buurten", "place"))
        for address, outcome in (
            ("", LIST),
            ("results/", LIST),
            ("new/", AGAIN),
            (f"edit/{{{key}}}/", AGAIN),
            (f"delete/{{{key}}}/", GONE),
            (f"history/{{{key}}}/", LIST),
            (f"history-results/{{{key}}}/", LIST),
        )
    ),
    ("leden-importeren/", SEE, ASK),
    ("leden-importeren/{import}/", SEE, (ON, METHOD)),
    ("leden-importeren/{import}/kolommen/", SEE, ASK),
    ("leden-importeren/{import}/voortgang/", SEE, LIST),
    ("leden-importeren/{import}/problemen/", SEE, LIST),
    ("leden-importeren/{import}/doen/", SEE, (METHOD, ON)),
    *(
        (f"snippets/{place}/{address}", who, outcome)
        for place, key, who in (
            ("straw/question", "straw", STRAW),
            ("joining/question", "question", QUESTIONS),
        )
        for address, outcome in (
            ("", LIST),
            ("results/", LIST),
            ("add/", AGAIN),
            (f"edit/{{{key}}}/", AGAIN),
            (f"delete/{{{key}}}/", GONE),
            (f"usage/{{{key}}}/", LIST),
            (f"history/{{{key}}}/", LIST),
            (f"history-results/{{{key}}}/", LIST),
        )
    ),
    *(
        (f"snippets/choose/straw/question/{address}", EVERY_ROLE, LIST)
        for address in ("", "results/", "chosen/{straw}/", "chosen-multiple/")
    ),
    *(
        (f"users/{address}", NOBODY, LIST)
        for address in (
            *("", "results/", "new/", "edit/{user}/", "delete/{user}/", "history/{user}/"),
            *("history-results/{user}/", "usage/{user}/", "copy/{user}/"),
        )
    ),
    ("settings/members/registersettings/", EVERY_ROLE, (ON, ON)),
    ("settings/members/registersettings/{settings}/", ADMINISTRATOR, AGAIN),
    ("settings/members/registersettings/{settings}/preview/", ADMINISTRATOR, (ABSENT, ABSENT)),
    ("settings/content/brand/", ADMINISTRATOR, (ON, ON)),
    ("settings/content/brand/{site}/", ADMINISTRATOR, GONE),
    ("settings/content/brand/{site}/preview/", ADMINISTRATOR, (ABSENT, ABSENT)),
]

IN_STATE = {
    "uploaded": {"": ON, "kolommen/": OPEN},
    "checking": {"": OPEN, "kolommen/": ON},
    "checked": {"": OPEN, "kolommen/": OPEN},
    "importing": {"": OPEN, "kolommen/": ON},
    "imported": {"": OPEN, "kolommen/": ON},
    "failed": {"": OPEN, "kolommen/": OPEN},
    "cancelled": {"": OPEN, "kolommen/": ON},
}
"""What comes of looking at an import, by its state, for who keeps the register."""
