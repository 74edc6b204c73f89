"""What the toy page tells."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from tests.toys.models import Sighting


@dataclass(frozen=True)
class BirdsPage:
    birds: list[tuple[str, int]]

    @classmethod
    def read(cls) -> BirdsPage:
        seen = Sighting.objects.values("bird").annotate(times=Count("pk")).order_by("bird")
        return cls([(one["bird"], one["times"]) for one in seen])
