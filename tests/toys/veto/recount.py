"""Counts the vetoes of an election again, with the standard library and nothing else."""

import json
from collections import Counter


def recount(frozen, ballots):
    vetoes = Counter()
    for text, number in ballots.items():
        vetoes[json.loads(text)["vote"]] += number
    blank = vetoes.pop(None, 0)
    found = {"valid": vetoes.total(), "blank": blank, "distinct": len(vetoes), "winners": []}
    if not vetoes:
        return found
    order = sorted(frozen["tie_order"], key=lambda key: vetoes[key])
    allowed = [key for key in order if vetoes[key] <= frozen["most"]] or order
    totals = [vetoes[key] for key, _label in frozen["choices"]]
    return {**found, "winners": allowed[: frozen["seats"]], "stages": [{"totals": totals}]}
