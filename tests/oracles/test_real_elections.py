"""Real elections, read and counted here and by the other programs."""

from pathlib import Path
from typing import Any

import pytest
from pabutools.election import (
    Additive_Cardinal_Sat,
    Cardinality_Sat,
    Cost_Sat,
    parse_pabulib,
)
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from budgets.rules import equal_shares, greedy, pabulib
from budgets.rules.allocation import Stop
from governance.rules import blt, irv, pairwise_file, preflib, schulze, stv
from governance.rules.profile import Ballot, Profile
from tests.oracles import pabu
from tests.oracles.persons import Contest, named, pyrankvote_irv, stvpoll_stv
from tests.oracles.test_schulze import table, without_zeros
from tests.shared_data import shared

APPROVALS = [
    "poland_wieliczka_2023.pb",
    "poland_poznan_2023_10-swierczewo-wilda-zielony-debiec.pb",
    "poland_warszawa_2017_plac-wojska-polskiego.pb",
]
KRAKOW = "poland_krakow_2018_wzgorza-krzeslawickie.pb"


def read_by_pabutools(path: Path) -> tuple[pabu.Pabu, list[str]]:
    """Without blank ballots and what is outside the vote; ties as listed in the file."""
    instance, profile = parse_pabulib(str(path))
    order = [project.id for project in pabulib.read(path).projects]
    for ballot in [ballot for ballot in profile if not ballot]:
        profile.remove(ballot)
    for project in [p for p in instance if not p.cost or not profile.approval_score(p)]:
        instance.remove(project)
    return pabu.Pabu(instance, profile, pabu.by_order(order)), order


@pytest.mark.parametrize("name", APPROVALS[:2])
@pytest.mark.parametrize(
    ("utility", "worth"), [("cost", Cost_Sat), ("cardinality", Cardinality_Sat)]
)
def test_equal_shares_funds_the_same(name: str, utility: str, worth: type) -> None:
    path = shared(f"budgets/{name}")
    theirs, order = read_by_pabutools(path)
    file = pabulib.read_election(path)
    options: dict[str, Any] = {"completion": "none", "ties": "order", "tie_order": order}
    ours = equal_shares.count(file.profile, file.budget, utility=utility, **options)
    assert list(ours.selected) == theirs.equal_shares(worth)


@pytest.mark.parametrize("name", APPROVALS)
@pytest.mark.parametrize(
    ("first", "worth"), [("votes", Cost_Sat), ("votes-per-euro", Cardinality_Sat)]
)
def test_greedy_funds_the_same(name: str, first: str, worth: type) -> None:
    path = shared(f"budgets/{name}")
    theirs, order = read_by_pabutools(path)
    file = pabulib.read_election(path)
    ours = greedy.count(file.profile, file.budget, order=first, ties="order", tie_order=order)
    assert list(ours.selected) == theirs.greedy(worth)


def test_what_fits_altogether_in_warszawa_is_funded_here() -> None:
    """A known difference: without completion pabutools leaves one plan that fits unpaid."""
    path = shared(f"budgets/{APPROVALS[2]}")
    theirs, order = read_by_pabutools(path)
    file = pabulib.read_election(path)
    ours = equal_shares.count(file.profile, file.budget, completion="none", tie_order=order)
    assert ours.shares is not None
    assert ours.shares.stopped == Stop.EVERYTHING_FITS
    assert set(theirs.equal_shares(Cost_Sat)) < set(ours.selected)


def test_krakow_funds_the_same_with_3_2_1_points() -> None:
    path = shared(f"budgets/{KRAKOW}")
    _, ranked = parse_pabulib(str(path))
    file = pabulib.read_election(path, points=(3, 2, 1))
    cast = [{project.name: 3 - place for place, project in enumerate(ballot)} for ballot in ranked]
    theirs = pabu.points(file.profile.projects, cast, file.budget)
    plain = equal_shares.count(
        file.profile, file.budget, utility="cardinality", completion="none", ties="order"
    )
    assert list(plain.selected) == theirs.equal_shares(Additive_Cardinal_Sat)
    by_points = greedy.count(file.profile, file.budget, ties="order")
    assert list(by_points.selected) == theirs.greedy(pabu.CostPointsSat)


@pytest.mark.parametrize("name", ["Govan-2007.blt", "Craigton-2007.blt"])
def test_scottish_wards_elect_the_same(name: str) -> None:
    file = blt.read(shared(f"ranked/{name}"))
    cast, seats = file.profile, file.seats or 0
    ours = set(stv.count(cast, seats=seats).winners)
    exact = TransferableVoteSelector(retainer=Plurality()).evaluate(named(cast), seats)
    assert set(exact) == ours
    assert set(stvpoll_stv(Contest(cast, seats, cast.candidates))) == ours


def test_burlington_elects_the_same() -> None:
    """Each ballot up to its first equal rank, which the other programs do not know."""
    cast = preflib.read(shared("ranked/burlington-00000002.toi")).profile
    strict: dict[Ballot, int] = {}
    for ballot, count in cast.ballots.items():
        ends = next((at for at, rank in enumerate(ballot) if isinstance(rank, tuple)), len(ballot))
        head = tuple(rank for rank in ballot[:ends] if isinstance(rank, int))
        if head:
            strict[head] = strict.get(head, 0) + count
    cut = Profile(cast.candidates, strict)
    ours = list(irv.count(cut).winners)
    assert ours == pyrankvote_irv(cut) == ["Bob Kiss"]
    assert TransferableVoteSelector(retainer=Plurality()).evaluate(named(cut), 1) == ours


def test_burlington_has_the_same_duels_and_paths() -> None:
    """With its equal ranks."""
    cast = preflib.read(shared("ranked/burlington-00000002.toi")).profile
    ours, duels = schulze.count(cast), RankedToCondorcetVotes().convert(named(cast))
    assert ours.pairwise is not None
    assert table(ours, ours.pairwise.matrix) == without_zeros(duels)
    assert table(ours, ours.pairwise.paths) == without_zeros(Schulze.widest_paths(duels))
    assert Schulze().evaluate(duels, 1) == list(ours.winners) == ["Andy Montroll"]


def test_debian_ranks_the_same() -> None:
    file = pairwise_file.read(shared("ranked/debian-2003-official.json"))
    assert file.ballots is not None
    ours = schulze.count_matrix(file.candidates, file.matrix, valid=file.ballots)
    assert ours.pairwise is not None
    assert ours.ranking is not None
    duels = table(ours, ours.pairwise.matrix)
    assert table(ours, ours.pairwise.paths) == without_zeros(Schulze.widest_paths(duels))
    theirs = Schulze().evaluate(duels, len(file.candidates))
    assert [name for place in ours.ranking for name in place] == theirs
