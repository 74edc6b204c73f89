"""A new e-mail address: a code goes to the new one, and word of the change to the old one."""

import secrets
from collections.abc import Sequence

from django.db import transaction

from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.models import Member, User
from governance.members.signals import AddressChange
from governance.notifications import mail_kinds
from governance.notifications.actions.outbox import Message, post, post_all

DIGITS = 8


def new_code() -> str:
    return str(secrets.randbelow(10**DIGITS)).zfill(DIGITS)


@transaction.atomic
def mail_code(*, user: User, address: str, code: str) -> None:
    """Mails the code to the new address, or a warning if it is another user's address."""
    # The page says the same either way, so that it does not tell who has an account.
    owner = User.objects.filter(email__iexact=address).first()
    post(
        key=f"new-address:{secrets.token_hex(16)}",
        to=owner or user,
        address=address,
        kind=mail_kinds.SECURITY,
        template=f"notifications/mail/address_{'taken' if owner else 'code'}.txt",
        context={} if owner else {"code": f"{code[:4]} {code[4:]}"},
        fleeting=True,
    )


@transaction.atomic
def change_address(*, member: Member, address: str, by: Actor) -> None:
    register.change(member=member, by=by, email=address, also_in_office=True)


def tell_the_old(*, moves: Sequence[AddressChange], **_signal: object) -> None:
    """Tells each old address that signing in with it no longer works."""
    # Even if the member changed it: so no login is taken over in silence.
    post_all(
        Message(
            key=f"address-changed:{secrets.token_hex(16)}",
            to=User(pk=move.user, language=move.language),
            address=move.old,
            kind=mail_kinds.SECURITY,
            template="notifications/mail/address_changed.txt",
            context={"name": move.name, "masked": masked(move.new) if move.new else ""},
        )
        for move in moves
    )


def masked(address: str) -> str:
    """Enough of an address to recognise one's own."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"
