"""How often a code may be asked and guessed."""

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

# A browser in which a user signed in before keeps a signed cookie that says so. Asking from there
# counts for that browser alone. So no attacker keeps a member out by asking for their codes from
# all over the world, or by guessing from the same place ("device cookies", OWASP). The cookie
# opens nothing.
COOKIE = "seen_here"
# Seconds; browsers keep no cookie longer than 400 days.
KEPT = 400 * 24 * 3600


def may_ask(request: HttpRequest, email: str) -> bool:
    email = email.lower()
    if browser := known_for(request, email):
        return consume(request, action="code_in_known_browser", key=browser)
    # From an unknown browser: from this place, which is the tightest limit, and from everywhere.
    here = f"{get_ip(request)} {email}"
    return consume(request, action="code_for_address_from_here", key=here) and consume(
        request, action="code_for_address", key=email
    )


def may_guess(request: HttpRequest, email: str) -> bool:
    return guess(request, email, dry_run=True)


def guessed_wrong(request: HttpRequest, email: str) -> None:
    guess(request, email, dry_run=False)


def guess(request: HttpRequest, email: str, *, dry_run: bool) -> bool:
    if browser := known_for(request, email.lower()):
        return consume(request, action="wrong_in_known_browser", key=browser, dry_run=dry_run)
    return consume(request, action="wrong_code", dry_run=dry_run)


def known_for(request: HttpRequest, email: str) -> str:
    """The name of this browser, if the owner of that address signed in with it; otherwise ""."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=KEPT) or ""
    return kept if kept.startswith(digest(email) + " ") else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    # The owner of that address has just signed in with this browser.
    email = email.lower()
    response.set_signed_cookie(
        COOKIE,
        known_for(request, email) or f"{digest(email)} {get_random_string(22)}",
        salt=COOKIE,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def digest(email: str) -> str:
    return salted_hmac(COOKIE, email, algorithm="sha256").hexdigest()[:32]
