"""Counts the ballots of a budget round again, with the standard library and nothing else.

    recount(frozen, ballots) -> {"equal_shares": ..., "greedy": ...}

frozen: the configuration that was frozen when the round opened; read here: "rule", "projects"
    (pairs of key and cost), "budget", "tie_order", "count" (the settings of the count), "ballot"
    and, of ranked ballots, "ranks": the points of each place.
ballots: the JSON text of each choice -> how many ballots say it. It is {"approve":[keys]}, and by
    "ballot" also {"points":{key: number}} or {"rank":[keys]}, best first. Naming nothing is blank.
result: the stored result of both rules, under the same keys. Equal shares decides the round;
    greedy, which goes by votes alone, stands beside it for comparison.

Money is in cents, whole or as exact fractions, which the result spells "numerator/denominator".
Raises ValueError for what it cannot count.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

RULE = ["equal-shares", 1]
SAYS = {"approve": "approve", "points": "points", "score": "points", "rank": "rank"}
RAISING, BY_VOTES = ("add1", "add1e", "add1u"), ("utilitarian", "add1u")
KNOWN = {
    "utility": ("cost", "cardinality"),
    "completion": ("none", *RAISING, *BY_VOTES),
    "misfit": ("skip", "stop"),
}

Found = dict[str, Any]


class Round:
    """What was frozen, and the ballots.

    times: how often each ballot was cast, blank ones left out.  backers: for each project
    the numbers of the ballots that name it, with the points that each gives; approvals give 1.
    votes: how many voters name it.  score: their points together.
    """

    def __init__(self, frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> None:
        self.cost: dict[str, int] = dict(frozen["projects"])
        self.budget: int = frozen["budget"]
        self.tie_order: list[str] = frozen["tie_order"]
        self.settings: Found = {"minimum_support": 0, **frozen["count"]}
        if sorted(self.tie_order) != sorted(self.cost):
            raise ValueError("the order for ties does not name every project once")
        self.times: list[int] = []
        self.backers: dict[str, list[tuple[int, int]]] = {key: [] for key in self.cost}
        for text, number in ballots.items():
            given = points_of(text, frozen)
            if not given.keys() <= self.cost.keys():
                raise ValueError(f"not a ballot of this round: {text}")
            for key, points in given.items():
                self.backers[key].append((len(self.times), points))
            if given:
                self.times.append(number)
        self.voters = sum(self.times)
        self.blank = sum(ballots.values()) - self.voters
        backers = self.backers.items()
        self.votes = {key: sum(self.times[one] for one, _ in there) for key, there in backers}
        self.score = {key: sum(self.times[one] * n for one, n in there) for key, there in backers}

    def by_score(self, projects: Iterable[str]) -> list[str]:
        """Most points (or votes) first; of equals the cheaper, then the first in the tie order."""
        place = self.tie_order.index
        return sorted(projects, key=lambda p: (-self.score[p], self.cost[p], place(p)))

    def takes_part(self, project: str) -> bool:
        least = max(1, self.settings["minimum_support"])
        return self.cost[project] > 0 and self.score[project] >= least


def points_of(text: str, frozen: Mapping[str, Any]) -> dict[str, int]:
    """What a ballot gives to each project that it names."""
    ballot = frozen.get("ballot", "approve")
    said = json.loads(text)[SAYS[ballot]]
    ranks: list[int] = frozen["ranks"] if ballot == "rank" else [1] * len(said)
    given = dict(said) if SAYS[ballot] == "points" else dict(zip(said, ranks, strict=False))
    if len(given) < len(said) or not all(type(n) is int and n > 0 for n in given.values()):
        raise ValueError(f"not a ballot of this round: {text}")
    return given


def outside(round_: Round, project: str) -> Found:
    """Why a project could not be funded, whatever the others do."""
    cost, votes = round_.cost[project], round_.votes[project]
    if round_.takes_part(project):
        return {"reason": "above_budget", **lack(cost, round_.budget)}
    return {"reason": "costs_nothing" if not cost else "below_minimum" if votes else "no_support"}


def lack(cost: int, there: Fraction | int) -> Found:
    """What money there is for a project, and what is short of its cost."""
    return {"left": spelled(there), "short": spelled(cost - there) if cost > there else None}


def spelled(amount: Fraction | int) -> str:
    return f"{amount.numerator}/{amount.denominator}"


def recount(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Found:
    if frozen["rule"] != RULE:
        raise ValueError(f"this file counts {RULE}, not {frozen['rule']}")
    for name, values in KNOWN.items():
        if frozen["count"][name] not in values:
            raise ValueError(f"this file does not know the {name} {frozen['count'][name]}")
    if frozen.get("ballot", "approve") not in SAYS:
        raise ValueError(f"this file does not know the ballot {frozen['ballot']}")
    round_ = Round(frozen, ballots)
    return {"equal_shares": equal_shares(round_), "greedy": greedy(round_)}


def a_result(rule: str, round_: Round, options: Found, outcomes: dict[str, Found]) -> Found:
    """What both rules say. `outcomes` has the projects that are not `outside`."""
    nothing = dict.fromkeys(("place", "price", "payers", "paying_full", "left", "short", "room"))
    rows: list[Found] = []
    for key, votes in round_.votes.items():
        row = {"project": key, "cost": round_.cost[key], "votes": votes}
        row |= {"score": round_.score[key]}
        rows.append({**row, **nothing, **(outcomes.get(key) or outside(round_, key))})
    funded = sorted((row for row in rows if row["place"]), key=lambda row: row["place"])
    options |= {"ties": "cheaper", "minimum_support": round_.settings["minimum_support"]}
    result: Found = {"rule": rule, "version": "1", "options": options, "outcomes": rows}
    result |= {"budget": round_.budget, "spent": sum(row["cost"] for row in funded)}
    result |= {"voters": round_.voters, "blank": round_.blank, "tie_order": round_.tie_order}
    return {**result, "selected": [row["project"] for row in funded]}


# --- most points, or votes, first


def greedy(round_: Round) -> Found:
    """Down the list of votes; `stop` ends at the first project that does not fit."""
    ranked = round_.by_score(filter(round_.takes_part, round_.cost))
    misfit, outcomes = round_.settings["misfit"], {}
    left, bought, stopped = round_.budget, 0, False
    for key in ranked:
        cost = round_.cost[key]
        outcomes[key] = lack(cost, left)
        if cost <= left and not stopped:
            bought += 1
            left -= cost
            outcomes[key] |= {"reason": "funded", "place": bought}
        else:
            why = "after_stop" if stopped else "does_not_fit"
            outcomes[key] |= {"reason": "above_budget" if cost > round_.budget else why}
            stopped = misfit == "stop"
    options = {"order": "votes", "misfit": misfit}
    result = a_result("greedy", round_, options, outcomes)
    return {**result, "ties": ties_by_score(round_, ranked, 1), "shares": None}


def ties_by_score(round_: Round, ranked: list[str], run: int) -> list[Found]:
    """Every place in the list for which several projects with equal points were left."""
    ties = []
    for place, chosen in enumerate(ranked, start=1):
        tied = [p for p in ranked[place - 1 :] if round_.score[p] == round_.score[chosen]]
        if len(tied) > 1:
            how = "cheaper" if round_.cost[tied[0]] < round_.cost[tied[1]] else "tie_order"
            ties.append(a_tie(run, place, tied, chosen, how))
    return ties


def a_tie(run: int, place: int, tied: list[str], chosen: str, how: str) -> Found:
    return {"run": run, "place": place, "tied": tied, "chosen": chosen, "resolved_by": how}


# --- equal shares


@dataclass
class Run:
    """What is bought when every voter has the same share. The money of the voters is kept in whole
    units of 1/`parts` cent, which get finer with each purchase, so that everything stays exact.

    money: per ballot, what each voter who cast it still has.  bought: what became of the
    projects, in order.  spent: more than the budget, where the run was broken off for that.
    """

    round_: Round
    money: list[int]
    parts: int
    bought: dict[str, Found] = field(default_factory=dict)
    ties: list[Found] = field(default_factory=list)
    spent: int = 0

    def price(self, project: str) -> Fraction | None:
        """What each supporter pays for a point who can, in cents; None: together they have too
        little.

        From the poorest on, for a point: who has less than an equal part of what is still due,
        pays all. To stay with whole numbers, a purse is what a ballot has for `finest` points.
        """
        finest = lcm(*(points for _, points in self.round_.backers[project]))
        purses: dict[int, int] = {}  # -> the points behind it
        for one, points in self.round_.backers[project]:
            purse = self.money[one] * (finest // points)
            purses[purse] = purses.get(purse, 0) + self.round_.times[one] * points
        due, asked = self.round_.cost[project] * self.parts * finest, self.round_.score[project]
        for purse, points in sorted(purses.items()):
            if due <= purse * asked:
                return Fraction(due, asked * self.parts * finest)
            due -= purse * points
            asked -= points
        return None

    def buy(self, project: str, price: Fraction) -> None:
        """Let the supporters pay, and keep all money in units that the price has no parts of."""
        finer = (price * self.parts).denominator
        self.parts *= finer
        self.money = [money * finer for money in self.money]
        payers = full = 0
        for one, points in self.round_.backers[project]:
            asked = int(price * self.parts) * points
            payers += self.round_.times[one] if self.money[one] > 0 else 0
            full += self.round_.times[one] if self.money[one] >= asked else 0
            self.money[one] -= min(asked, self.money[one])
        row: Found = {"reason": "funded", "place": len(self.bought) + 1, "price": spelled(price)}
        self.bought[project] = {**row, "payers": payers, "paying_full": full}


def make_run(round_: Round, worth: Mapping[str, int], share: Fraction) -> Run:
    """Buy the project with the lowest price for what a point is worth, until nobody can pay more.

    A price never falls while money is spent. So projects are looked at in the order of what they
    asked before, and those that asked more than another asks now need no look.
    """
    run = Run(round_, [share.numerator] * len(round_.times), share.denominator)
    asked = dict.fromkeys(worth, Fraction(0))
    while True:
        now: dict[str, Fraction] = {}
        for project in sorted(asked, key=lambda key: asked[key]):
            if now and asked[project] > min(now.values()):
                break
            price = run.price(project)
            if price is None:
                del asked[project]  # nor will they ever have more
            else:
                asked[project] = now[project] = price / worth[project]
        if not now:
            return run
        lowest = min(now.values())
        chosen = choose(run, [project for project in now if now[project] == lowest])
        del asked[chosen]
        run.spent += round_.cost[chosen]
        if run.spent > round_.budget:
            return run
        run.buy(chosen, lowest * worth[chosen])


def choose(run: Run, tied: list[str]) -> str:
    """Of equals the cheaper; then the one with more points; then the first in the tie order."""
    cost, score, place = run.round_.cost, run.round_.score, run.round_.tie_order.index
    cheapest = [p for p in tied if cost[p] == min(cost[q] for q in tied)]
    most = [p for p in cheapest if score[p] == max(score[q] for q in cheapest)]
    chosen = min(most, key=place)
    if len(tied) > 1:  # the number of the run is filled in later
        how = "cheaper" if len(cheapest) == 1 else "votes" if len(most) == 1 else "tie_order"
        run.ties.append(a_tie(0, len(run.bought) + 1, sorted(tied, key=place), chosen, how))
    return chosen


def equal_shares(round_: Round) -> Found:
    """The rule that decides; `working` is the ties that were met and the shares."""
    used = ("utility", "completion", "step")[: 3 if round_.settings["completion"] in RAISING else 2]
    options = {name: round_.settings[name] for name in used}
    affordable = [key for key, cost in round_.cost.items() if cost <= round_.budget]
    projects = list(filter(round_.takes_part, affordable))
    step = options.get("step", 0)
    if sum(round_.cost[key] for key in projects) <= round_.budget:
        outcomes, working = everything(round_, projects, step)
    else:
        by_cost = options["utility"] == "cost"
        worth = {key: round_.cost[key] if by_cost else 1 for key in projects}
        outcomes, working = by_shares(round_, worth, options["completion"], step)
    return {**a_result("equal-shares", round_, options, outcomes), **working}


def everything(round_: Round, projects: list[str], step: int) -> tuple[Found, Found]:
    """All projects fit together: the outcome of each; and that no share was needed."""
    ranked = enumerate(round_.by_score(projects), start=1)
    outcomes = {key: {"reason": "everything_fits", "place": place} for place, key in ranked}
    share = spelled(Fraction(round_.budget, round_.voters) if round_.voters else 0)
    why = "everything_fits" if projects else "nothing_to_buy"
    shares: Found = {"first": share, "final": share, "step": step, "stopped": why}
    return outcomes, {
        "ties": [],
        "shares": {**shares, "runs": 0, "final_run": 0, "earlier_ties": 0},
    }


def by_shares(
    round_: Round, worth: Mapping[str, int], completion: str, step: int
) -> tuple[Found, Found]:
    """The outcome of each project; and the ties and the shares."""
    first = Fraction(round_.budget, round_.voters)
    number, run, earlier = 1, make_run(round_, worth, first), 0
    beyond: Run | None = None
    while step and not beyond and not (completion == "add1e" and exhausted(run, worth)):
        higher = make_run(round_, worth, first + number * step)
        if higher.spent > round_.budget:
            beyond = higher
        else:
            earlier += len(run.ties)
            number, run = number + 1, higher
    outcomes = {key: outcome(run, key) for key in worth}
    ties = [{**tie, "run": number} for tie in run.ties]
    ties += [{**tie, "run": number + 1} for tie in (beyond.ties if beyond else [])]
    if completion in BY_VOTES:
        ties += complete(run, outcomes)
    why = "next_would_overspend" if beyond else "exhaustive" if step else "single_run"
    shares: Found = {"first": spelled(first), "final": spelled(first + (number - 1) * step)}
    shares |= {"step": step, "runs": number + bool(beyond), "final_run": number}
    return outcomes, {"ties": ties, "shares": {**shares, "stopped": why, "earlier_ties": earlier}}


def exhausted(run: Run, projects: Iterable[str]) -> bool:
    """Whether none of the projects that were not bought fits in what the run left of the budget."""
    rest, cost = run.round_.budget - run.spent, run.round_.cost
    return all(cost[key] > rest for key in projects if key not in run.bought)


def outcome(run: Run, project: str) -> Found:
    """Bought, or what its supporters lack; and what they have at the end of the run."""
    supporters = [one for one, _ in run.round_.backers[project]]
    left = Fraction(sum(run.money[one] * run.round_.times[one] for one in supporters), run.parts)
    if project in run.bought:
        return {**run.bought[project], "left": spelled(left)}
    return {"reason": "supporters_short", **lack(run.round_.cost[project], left)}


def complete(run: Run, outcomes: dict[str, Found]) -> list[Found]:
    """Spend what the run left of the budget: most points first, each that still fits."""
    room, place = run.round_.budget - run.spent, len(run.bought)
    ranked = run.round_.by_score(key for key in outcomes if key not in run.bought)
    for key in ranked:
        outcomes[key]["room"] = room
        if run.round_.cost[key] <= room:
            place += 1
            room -= run.round_.cost[key]
            outcomes[key] |= {"reason": "completed", "place": place}
    return ties_by_score(run.round_, ranked, 0)
