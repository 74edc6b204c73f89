"""The keys of the counting committee. The private halves are in shares on paper, never here."""

from __future__ import annotations

import base64
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.ballots.committee import files
from governance.ballots.models.purposes import CHAIN, VOTES
from governance.members.models.acted import actor_fields
from governance.members.privacy.declarations import Withheld, personal


class KeyQuerySet(models.QuerySet["CommitteeKey"]):
    def usable(self) -> KeyQuerySet:
        return self.filter(rehearsed_at__isnull=False, retired_at=None)


class CommitteeKey(models.Model):
    """A public key. The committee rehearses with it, so that no vote is sealed to a key whose
    shares are lost: `challenge` is a box, `answer` the hash of its content."""

    label = models.CharField(_("name"), max_length=80)
    public_key = models.CharField(max_length=44, unique=True, editable=False)
    made_by, made_by_name = actor_fields()
    made_at = models.DateTimeField(editable=False)
    challenge = models.TextField(editable=False)
    answer = models.CharField(max_length=64, editable=False)
    rehearsed_by, rehearsed_by_name = actor_fields()
    rehearsed_at = models.DateTimeField(null=True, editable=False)
    retired_by, retired_by_name = actor_fields()
    retired_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = KeyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def fingerprint(self) -> str:
        return files.fingerprint(base64.b64decode(self.public_key))

    @property
    def usable(self) -> bool:
        return self.rehearsed_at is not None and self.retired_at is None


personal(
    CommitteeKey,
    purpose=VOTES,
    export=Withheld(
        "Who of the counting committee made, rehearsed or retired a key. It is about the key."
    ),
    on_erasure=CHAIN.named_in("made_by_name", "rehearsed_by_name", "retired_by_name", "label"),
)
