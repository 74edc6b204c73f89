"""Who may give and take away which office. Offices are named by their keys."""
# The assembly appoints the board (BW 2:37 lid 1); the secretary or the administrator writes it
# down. No one may make themselves powerful alone, so a second person stands between: see decision
# 0015.

from collections.abc import Set

SECRETARY, ADMINISTRATOR = "secretaris", "beheerder"
CHAIR, COUNTING = "voorzitter", "stemcommissie"
# With one of these beside it, the keys to the site would also decide votes.
NOT_TO_ONESELF = {CHAIR, SECRETARY, COUNTING}


def may_appoint(office: str, *, holds: Set[str], to_oneself: bool) -> bool:
    """Whether a person with these offices may appoint to this one, another or themselves."""
    if to_oneself and SECRETARY in holds:
        return False
    if to_oneself and office in NOT_TO_ONESELF:
        return False
    return ADMINISTRATOR in holds or (SECRETARY in holds and office != ADMINISTRATOR)


def may_end(office: str, *, holds: Set[str], own: bool) -> bool:
    """Whether a person with these offices may end a term in this one."""
    # Holders may lay down their own office; the secretary cannot take the administrator's away.
    if own:
        return bool(holds & {SECRETARY, ADMINISTRATOR})
    return ADMINISTRATOR in holds or (SECRETARY in holds and office != ADMINISTRATOR)
