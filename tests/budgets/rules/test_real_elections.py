"""Published outcomes of real elections, counted with the rules that these cities used."""

from pathlib import Path

import pytest

from budgets.rules import equal_shares, greedy
from budgets.rules.pabulib import PabulibFile, parse, read, write
from governance.rules.source import FileError

WIELICZKA = "poland_wieliczka_2023.pb"
POZNAN = "poland_poznan_2023_10-swierczewo-wilda-zielony-debiec.pb"
WARSZAWA = "poland_warszawa_2017_plac-wojska-polskiego.pb"
KRAKOW = "poland_krakow_2018_wzgorza-krzeslawickie.pb"


def load(folder: Path, name: str) -> PabulibFile:
    return read(folder / name)


def test_wieliczka_add1_funds_exactly_the_published_projects(real_budgets: Path) -> None:
    file = load(real_budgets, WIELICZKA)
    result = equal_shares.count(file.approval_profile(), file.budget, step=100, completion="add1")
    assert set(result.selected) == file.published
    assert (len(result.selected), result.spent, result.voters) == (30, 99_507_900, 6586)


def test_wieliczka_money_paid_is_money_spent(real_budgets: Path) -> None:
    file = load(real_budgets, WIELICZKA)
    profile = file.approval_profile()
    result = equal_shares.count(profile, file.budget, step=100, completion="add1")
    assert result.shares is not None
    assert result.shares.final == result.shares.first + 100 * (result.shares.final_run - 1)
    assert all(o.left < o.cost for o in result.outcomes if o.left is not None and not o.funded)
    for outcome in result.outcomes:
        if outcome.funded:
            assert outcome.price is not None
            assert outcome.paying_full is not None
            assert outcome.paying_full * outcome.price <= outcome.cost


def test_wieliczka_without_completion_leaves_more_than_half(real_budgets: Path) -> None:
    file = load(real_budgets, WIELICZKA)
    result = equal_shares.count(file.approval_profile(), file.budget, completion="none")
    assert (len(result.selected), result.spent) == (21, 45_054_800)


def test_poznan_stops_at_the_first_misfit(real_budgets: Path) -> None:
    file = load(real_budgets, POZNAN)
    profile = file.approval_profile()
    assert set(greedy.count(profile, file.budget, misfit="stop").selected) == file.published
    assert set(greedy.count(profile, file.budget, misfit="skip").selected) > file.published


def test_warszawa_skips_misfits(real_budgets: Path) -> None:
    file = load(real_budgets, WARSZAWA)
    result = greedy.count(file.approval_profile(), file.budget, misfit="skip")
    assert set(result.selected) == file.published


def test_krakow_ranks_so_its_ballots_are_no_approvals(real_budgets: Path) -> None:
    file = load(real_budgets, KRAKOW)
    assert len(file.votes) == 755
    with pytest.raises(FileError) as caught:
        file.approval_profile()
    assert caught.value.line == 12


@pytest.mark.parametrize("name", [WIELICZKA, POZNAN, WARSZAWA, KRAKOW])
def test_real_file_survives_being_written(real_budgets: Path, name: str) -> None:
    file = load(real_budgets, name)
    assert parse(write(file)) == file
