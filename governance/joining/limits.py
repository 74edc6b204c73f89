"""How often one may try. Counted in the cache that all processes share; so wide that a hall full of
neighbours behind one internet address can join together."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

RATES = {
    "apply": "300/h/ip,3/h/key",  # key: the e-mail address
    "letter": "60/m/ip,400/h/ip",  # of 2**55 codes
    "address": "200/h/ip,5/h/key",  # key: the letter
}


def allows(request: HttpRequest, action: str, key: str = "") -> bool:
    """Counts this try; false where there were too many."""
    return bool(
        ratelimit.consume(
            request, app="governance.joining", action=action, config=RATES, key=key or "none"
        )
    )
