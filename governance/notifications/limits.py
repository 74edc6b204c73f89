"""How often somebody may do what sends mail to others."""

from django.core.cache import cache

from governance.members.models import User


def allowed(what: str, user: User, *, most: int, seconds: int) -> bool:
    """Counts one more time, and says whether that is within the limit."""
    key = f"limit:{what}:{user.pk}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ended between the two
        return True
