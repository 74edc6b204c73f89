"""The keys of the counting committee: uploaded, rehearsed, chosen for a vote, retired."""

import base64
import hmac
from dataclasses import replace

from django.db import IntegrityError, transaction

from governance.ballots.actions import clock
from governance.ballots.actions.drafts import require_draft, require_rules
from governance.ballots.box import canonical, receipts, sealing
from governance.ballots.committee import files
from governance.ballots.kinds.configuration import SealedTo, Sealing
from governance.ballots.models import CommitteeKey, Poll
from governance.ballots.models.states import Mode
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.refusals import Refused

REHEARSAL_SIZE = 16


def add_key(*, label: str, public_key: str, by: Actor) -> CommitteeKey:
    """Stores a public key (base64), with a challenge: a random answer sealed to it."""
    try:
        spelled = sealing.check_public(public_key)
    except sealing.BadKey as error:
        raise Refused(BoxRefusal.BAD_KEY) from error
    # Of the answer only the hash is kept. The key is usable once the committee gave that answer.
    answer = receipts.new_code()
    key = CommitteeKey(
        label=label,
        public_key=spelled,
        **by.columns("made_by"),
        made_at=clock.now(),
        challenge=sealing.seal(spelled, answer, "rehearsal", REHEARSAL_SIZE),
        answer=answer_hash(spelled, answer),
    )
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(BoxRefusal.KNOWN_KEY) from error
    return key


@transaction.atomic
def rehearse(*, key: CommitteeKey, answer: str, by: Actor) -> CommitteeKey:
    """Notes that the committee could open the challenge."""
    key = lock_key(key)
    given = "".join(answer.split()).upper()
    if not hmac.compare_digest(answer_hash(key.public_key, given), key.answer):
        raise Refused(BoxRefusal.WRONG_ANSWER)
    if key.rehearsed_at is None:
        key.rehearsed_at = clock.now()
        key.rehearsed_by_id, key.rehearsed_by_name = by.user_id, by.name
        key.save(update_fields=["rehearsed_at", "rehearsed_by", "rehearsed_by_name"])
    return key


@transaction.atomic
def retire_key(*, key: CommitteeKey, by: Actor) -> CommitteeKey:
    # No new vote is sealed to this key; votes that already are can still be opened with its shares.
    key = lock_key(key)
    key.retired_at = clock.now()
    key.retired_by_id, key.retired_by_name = by.user_id, by.name
    key.save(update_fields=["retired_at", "retired_by", "retired_by_name"])
    return key


@transaction.atomic
def choose_key(*, poll: Poll, key: CommitteeKey | None) -> Poll:
    """Seals the ballots of a draft to this key, or (None) not at all."""
    require_draft(poll)
    if key is not None and not key.usable:
        raise Refused(BoxRefusal.NO_KEY)
    poll.refresh_from_db()
    sealed_to = None
    if key is not None:
        poll.mode = Mode.SEALED
        sealed_to = SealedTo(public_key=key.public_key)
    elif poll.mode == Mode.SEALED:
        poll.mode = Mode.SECRET
    poll.rules = replace(require_rules(poll), sealing=sealed_to).to_data()
    poll.save(update_fields=["mode", "rules"])
    return poll


def sealing_of(poll: Poll) -> Sealing:
    """The key's part of the frozen configuration. Refused without a rehearsed key."""
    sealing = poll.draft_rules.sealing
    chosen = sealing.public_key if sealing else ""
    # Locked: the key cannot be retired before this transaction ends.
    key = CommitteeKey.objects.usable().select_for_update().filter(public_key=chosen).first()
    if key is None:
        raise Refused(BoxRefusal.NO_KEY)
    return Sealing(public_key=key.public_key, fingerprint=key.fingerprint)


def public_key_in(text: str | bytes) -> str:
    """The key in a file that the offline command wrote, if its fingerprint matches."""
    try:
        file = files.read(files.PublicKeyFile, text)
        public = base64.b64decode(sealing.check_public(file.public_key))
    except (files.BadFile, sealing.BadKey) as error:
        raise Refused(BoxRefusal.BAD_KEY) from error
    if files.fingerprint(public) != file.fingerprint:
        raise Refused(BoxRefusal.BAD_KEY)
    return file.public_key


def lock_key(key: CommitteeKey) -> CommitteeKey:
    key = CommitteeKey.objects.select_for_update().get(pk=key.pk)
    if key.retired_at is not None:
        raise Refused(BoxRefusal.NO_KEY)
    return key


def answer_hash(public_key: str, answer: str) -> str:
    return canonical.digest("wijkstem rehearsal 1", public_key, answer)
