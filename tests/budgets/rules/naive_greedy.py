"""Greedy straight from the definition: again and again the best of the projects that wait."""

from fractions import Fraction

from budgets.rules.profile import Project
from tests.budgets.rules.elections import Election
from tests.budgets.rules.naive_shares import Tied, order_of


def worth_of(election: Election, project: Project) -> Fraction:
    by_votes = election.options["order"] == "votes"
    return Fraction(election.scores[project.id], 1 if by_votes else project.cost)


def naive_greedy(election: Election) -> tuple[list[str], list[Tied]]:
    """The funded projects in order, and every tie: all that were equal, as they stood in line."""
    least = max(1, election.options["minimum_support"])
    waiting = [p for p in election.projects if p.cost > 0 and election.scores[p.id] >= least]
    place, left, stopped = 0, election.budget, False
    bought: list[str] = []
    ties: list[Tied] = []
    while waiting:
        place += 1
        most = max(worth_of(election, project) for project in waiting)
        tied = [project for project in waiting if worth_of(election, project) == most]
        in_line = sorted(tied, key=lambda project: order_of(election, project.id))
        if len(tied) > 1:
            ties.append((place, tuple(p.id for p in in_line), in_line[0].id))
        if in_line[0].cost > left:
            stopped = stopped or election.options["misfit"] == "stop"
        elif not stopped:
            bought.append(in_line[0].id)
            left -= in_line[0].cost
        waiting.remove(in_line[0])
    return bought, ties
