"""Counts the ballots of an election again, with the standard library and nothing else.

    recount(frozen, ballots) -> result

frozen: the configuration that was frozen when the vote opened; read here: "rule", "choices",
    "seats" and "tie_order"; for points also "points" and "most".
ballots: the JSON text of each choice -> how many ballots say it. By the rule a choice is
    {"vote":"anna"}, or null for blank (plurality); {"approve":["anna","bram"]} (approval);
    {"rank":["bram","anna"]}, the best first (irv, stv, meek, schulze); {"points":{"anna":3}}
    (points). An empty list, or nobody with points, is blank.
result: the stored result, under the same keys. Candidates are named by their keys.

One file, because it goes into the evidence of a vote as one.
Slow and plain on purpose: at every stage all papers are added up anew. Votes are whole
numbers in units of 1/scale of a vote. Raises ValueError for what it cannot count.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

VERSION = 1  # of every rule that this file counts

Votes = Mapping[tuple[str, ...], int]
"""The keys that a ballot names -> how many ballots name them so; none of them is blank. A ballot
with points names a key once for each point."""

Found = dict[str, Any]


@dataclass(frozen=True)
class Poll:
    candidates: list[str]
    seats: int
    tie_order: list[str]
    points: int  # of a voter; 0 where the rule knows none
    most: int  # for one candidate


def recount(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Found:
    """The whole result. Without a valid ballot nobody is elected."""
    rule, version = frozen["rule"]
    if rule not in RULES or version != VERSION:
        raise ValueError(f"this file does not count {rule} {version}")
    shape, count = RULES[rule]
    points = frozen["points"] if shape == "points" else 0
    most = (frozen["most"] or points) if points else 0
    keys = [key for key, _ in frozen["choices"]]
    poll = Poll(keys, frozen["seats"], frozen["tie_order"], points, most)
    if sorted(poll.tie_order) != sorted(poll.candidates):
        raise ValueError("the order for ties does not name every candidate once")
    votes: dict[tuple[str, ...], int] = {}
    for text, number in ballots.items():
        named = read(text, shape, poll)
        votes[named] = votes.get(named, 0) + number
    blank = votes.pop((), 0)
    options = {} if not points else {"points": points}
    if points and frozen["most"]:
        options["most"] = most
    result: Found = {"rule": rule, "version": str(version), "options": options, "scale": 1}
    result |= {"candidates": poll.candidates, "seats": poll.seats, "tie_order": poll.tie_order}
    result |= {"valid": sum(votes.values()), "blank": blank, "distinct": len(votes)}
    result |= {"winners": [], "stages": [], "ties": [], "ranking": None, "pairwise": None}
    return {**result, **count(poll, votes)} if votes else result


def read(text: str, shape: str, poll: Poll) -> tuple[str, ...]:
    """The keys that a ballot names; approved ones in one order, whatever order they stand in."""
    choice = json.loads(text)
    if shape == "points":
        return one_for_each_point(text, choice, poll)
    said = choice.get(shape, [""])
    named = ([] if said is None else [said]) if shape == "vote" else said
    if len(choice) > 1 or len(set(named)) < len(named) or not set(named) <= set(poll.candidates):
        raise ValueError(f"not a ballot of this election: {text}")
    return tuple(sorted(named) if shape == "approve" else named)


def one_for_each_point(text: str, choice: Any, poll: Poll) -> tuple[str, ...]:
    said = choice["points"] if set(choice) == {"points"} else {"": 0}
    whole = all(type(given) is int and 1 <= given <= poll.most for given in said.values())
    if not whole or sum(said.values()) > poll.points or not set(said) <= set(poll.candidates):
        raise ValueError(f"not a ballot of this election: {text}")
    return tuple(key for key in sorted(said) for _ in range(said[key]))


def a_stage(action: str, totals: list[int], elected: list[str]) -> Found:
    """The totals are in the order of the candidates."""
    stage: Found = {"action": action, "candidates": [], "elected": elected, "totals": totals}
    return {**stage, "nontransferable": 0, "rounding": 0, "quota": None, "parcels": []}


def a_tie(
    stage: int, purpose: str, tied: list[str], chosen: list[str], earlier: int | None = None
) -> Found:
    """earlier: the stage that decided; None: the tie order did."""
    tie: Found = {"stage": stage, "purpose": purpose, "tied": tied, "chosen": chosen}
    return {**tie, "resolved_by": "earlier_stage" if earlier else "tie_order", "earlier": earlier}


# --- plurality, approval and points: a vote for everybody named; the most votes win


def most_votes(poll: Poll, votes: Votes) -> Found:
    total = dict.fromkeys(poll.candidates, 0)
    for named, number in votes.items():
        for key in named:
            total[key] += number
    numbers = sorted(set(total.values()), reverse=True)
    places = [[key for key in total if total[key] == number] for number in numbers]
    winners, ties = fill_seats(poll, places)
    stage = a_stage("count", list(total.values()), winners)
    return {"winners": winners, "ties": ties, "stages": [stage]}


def most_points(poll: Poll, votes: Votes) -> Found:
    gave = dict.fromkeys(poll.candidates, 0)
    for named, number in votes.items():
        for key in set(named):
            gave[key] += number
    return {**most_votes(poll, votes), "supporters": list(gave.values())}


def fill_seats(poll: Poll, places: list[list[str]]) -> tuple[list[str], list[Found]]:
    """The first in these places, and the ties; who share a place go by the tie order."""
    winners: list[str] = []
    ties = []
    for place in places:
        left = poll.seats - len(winners)
        equal = [key for key in poll.tie_order if key in place]
        if left and len(equal) > 1:
            purpose = "seat" if len(equal) > left else "order"
            ties.append(a_tie(1, purpose, equal, equal[:left]))
        winners += equal[:left]
    return winners, ties


# --- Schulze: duels, strongest paths, places


def schulze(poll: Poll, votes: Votes) -> Found:
    """Who is not named stands below all who are, equal to the others who are not."""
    everybody = poll.candidates
    duels = {one: dict.fromkeys(everybody, 0) for one in everybody}
    for ranking, number in votes.items():
        below = set(everybody)
        for one in ranking:
            below.remove(one)
            for other in below:
                duels[one][other] += number
    paths = strongest_paths(duels)
    places = []
    left = list(everybody)
    while left:  # a place is for all whom nobody left beats
        best = [a for a in left if all(paths[a][b] >= paths[b][a] for b in left)]
        places.append(best)
        left = [key for key in left if key not in best]
    winners, ties = fill_seats(poll, places)
    won = [sum(duels[a][b] > duels[b][a] for b in everybody) for a in everybody]
    found = {"winners": winners, "ties": ties, "stages": [a_stage("count", won, winners)]}
    matrix, strongest = ([list(row.values()) for row in table.values()] for table in (duels, paths))
    return {**found, "ranking": places, "pairwise": {"matrix": matrix, "paths": strongest}}


def strongest_paths(duels: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """A path goes along duels won, and is as strong as the fewest votes that won one of them."""
    paths = {a: {b: n if n > duels[b][a] else 0 for b, n in duels[a].items()} for a in duels}
    while True:
        wider = {a: dict.fromkeys(duels, 0) for a in duels}
        for a, b in permutations(duels, 2):
            wider[a][b] = max(paths[a][b], *(min(paths[a][c], paths[c][b]) for c in duels))
        if wider == paths:
            return paths
        paths = wider


# --- IRV and Scottish STV: papers go from candidate to candidate


@dataclass
class Papers:
    """So many ballots that say the same: what one of them is worth now, and who holds it."""

    ranking: tuple[str, ...]
    number: int
    value: int
    holder: str | None = None


def only_edge(candidates: list[str], total: Mapping[str, int], lowest: bool) -> list[str]:
    """Those who have the most votes of these, or the fewest."""
    edge = (min if lowest else max)(total[key] for key in candidates)
    return [key for key in candidates if total[key] == edge]


class Count:
    """hopeful: neither elected nor excluded.  kept: what an elected candidate keeps without papers,
    once the surplus is passed on.  lost: what was cut off, all together."""

    def __init__(self, poll: Poll, votes: Votes, scale: int, quota: int | None) -> None:
        self.poll, self.quota = poll, quota
        self.hopeful = set(poll.candidates)
        self.winners: list[str] = []
        self.stages: list[Found] = []
        self.history: list[dict[str, int]] = []  # the totals of these stages
        self.ties: list[Found] = []
        self.kept: dict[str, int] = {}
        self.lost = 0
        self.papers = [Papers(ranking, number, scale) for ranking, number in votes.items()]
        for paper in self.papers:
            self.hand_on(paper)

    def hand_on(self, paper: Papers) -> None:
        """To the first on it who is still hopeful, or to nobody."""
        paper.holder = next((key for key in paper.ranking if key in self.hopeful), None)

    def totals(self) -> dict[str, int]:
        total = {key: self.kept.get(key, 0) for key in self.poll.candidates}
        for paper in self.papers:
            if paper.holder is not None:
                total[paper.holder] += paper.number * paper.value
        return total

    def pass_on(self, candidate: str, new: Callable[[int], int]) -> list[Found]:
        """All papers of a candidate go on, at new values: how many there were of each value."""
        moved: dict[int, int] = {}
        for paper in self.papers:
            if paper.holder == candidate:
                moved[paper.value] = moved.get(paper.value, 0) + paper.number
                paper.value = new(paper.value)
                self.hand_on(paper)
        values = sorted(moved, reverse=True)
        return [{"papers": moved[old], "old": old, "new": new(old)} for old in values]

    def pick(self, among: set[str], purpose: str) -> str:
        """The one with the most votes; the fewest, where it is for an exclusion.

        Who are equal: the latest earlier stage at which they differ decides, else the tie order.
        """
        lowest = purpose == "exclusion"
        in_order = [key for key in self.poll.tie_order if key in among]
        tied = left = only_edge(in_order, self.totals(), lowest)
        earlier = None
        for number in range(len(self.history), 0, -1):
            if len(left) > 1:
                left = only_edge(left, self.history[number - 1], lowest)
                earlier = number if len(left) == 1 else None
        chosen = left[-1] if lowest else left[0]
        if len(tied) > 1:
            self.ties.append(a_tie(len(self.stages) + 1, purpose, tied, [chosen], earlier))
        return chosen

    def exclude(self) -> tuple[str, list[Found]]:
        """The lowest; all papers go on at the values that they have."""
        out = self.pick(self.hopeful, "exclusion")
        self.hopeful.remove(out)
        return out, self.pass_on(out, lambda value: value)

    def end_stage(
        self, action: str, about: list[str] | None, elect: set[str], parcels: Sequence[Found] = ()
    ) -> None:
        """Elect these, most votes first, and write down how everybody stands."""
        elected: list[str] = []
        while left := elect.difference(elected):
            elected.append(self.pick(left, "order"))
        self.winners += elected
        self.hopeful = self.hopeful.difference(elected)
        self.history.append(self.totals())
        nobody = sum(paper.number * paper.value for paper in self.papers if paper.holder is None)
        stage = a_stage(action, list(self.history[-1].values()), elected)
        stage |= {"candidates": elected if about is None else about, "parcels": list(parcels)}
        stage |= {"nontransferable": nobody + self.lost, "rounding": self.lost}
        self.stages.append({**stage, "quota": self.quota})

    def found(self) -> Found:
        return {"winners": self.winners, "stages": self.stages, "ties": self.ties}


def irv(poll: Poll, votes: Votes) -> Found:
    """Until somebody has more than half of the votes that still count, or is the only one left."""
    count = Count(poll, votes, 1, None)

    def elected() -> set[str]:
        total = count.totals()
        enough = {key for key in count.hopeful if 2 * total[key] > sum(total.values())}
        return enough if len(count.hopeful) > 1 else set(count.hopeful)

    count.end_stage("count", [], elected())
    while not count.winners:
        out, _ = count.exclude()
        count.end_stage("exclude", [out], elected())
    return count.found()


def stv(poll: Poll, votes: Votes) -> Found:
    """Scottish Local Government Elections Order 2007, schedule 1, rules 45-52; five decimals."""
    scale = 100_000
    quota = (sum(votes.values()) // (poll.seats + 1) + 1) * scale
    count = Count(poll, votes, scale, quota)

    def elected() -> set[str]:
        total = count.totals()
        return {key for key in count.hopeful if total[key] >= quota}

    count.end_stage("count", [], elected())
    while len(count.winners) < poll.seats:
        total = count.totals()
        rich = {key for key in count.winners if total[key] > quota}
        if len(count.hopeful) <= poll.seats - len(count.winners):
            count.end_stage("fill", None, count.hopeful)  # all of them are elected
        elif rich:
            pass_surplus(count, count.pick(rich, "surplus"), quota, elected)
        else:
            out, parcels = count.exclude()
            count.end_stage("exclude", [out], elected(), parcels)
    return {**count.found(), "scale": scale}


def pass_surplus(count: Count, rich: str, quota: int, elected: Callable[[], set[str]]) -> None:
    """All papers go on; each takes along its part of the surplus, cut off after five decimals."""
    total = count.totals()[rich]
    surplus = total - quota
    parcels = count.pass_on(rich, lambda value: surplus * value // total)
    count.kept[rich] = quota
    count.lost += surplus - sum(parcel["papers"] * parcel["new"] for parcel in parcels)
    count.end_stage("surplus", [rich], elected(), parcels)


# --- Meek's STV: the elected keep a part of each vote, and pass on the rest


class Meek:
    """keep: the part that a candidate keeps of a vote that reaches them; nothing once excluded.
    votes: what each holds.  left_over: what no candidate holds.  All in units of 1/scale."""

    scale = 1_000_000_000
    omega = 1_000  # a surplus below this is none

    def __init__(self, poll: Poll, ballots: Votes) -> None:
        self.poll, self.ballots = poll, ballots
        self.hopeful = list(poll.candidates)
        self.winners: list[str] = []
        self.keep = dict.fromkeys(poll.candidates, self.scale)
        self.stages: list[Found] = []
        self.ties: list[Found] = []

    def distribute(self) -> None:
        """Each ballot, on its own, from the first on it to the last; then the quota."""
        self.votes = dict.fromkeys(self.poll.candidates, 0)
        self.left_over = 0
        for ranking, number in self.ballots.items():
            vote = self.scale
            for key in ranking:
                kept = up(vote * self.keep[key], self.scale)
                self.votes[key] += number * kept
                vote -= kept
            self.left_over += number * vote
        self.quota = sum(self.votes.values()) // (self.poll.seats + 1) + 1

    def surplus(self) -> int:
        return max(0, sum(self.votes[key] - self.quota for key in self.winners))

    def settle(self) -> list[str]:
        """Lower what the elected keep, until somebody else has the quota or nothing is left to
        pass on: who has it."""
        before = None
        while True:
            self.distribute()
            reached = [key for key in self.hopeful if self.votes[key] >= self.quota]
            now = self.surplus()
            if reached or now < self.omega or (before is not None and now >= before):
                return reached
            if len(self.hopeful) + len(self.winners) <= self.poll.seats:
                return reached
            before = now
            for key in self.winners:
                kept = up(up(self.keep[key] * self.quota, self.scale) * self.scale, self.votes[key])
                self.keep[key] = min(self.scale, kept)

    def end_stage(self, action: str, about: list[str] | None, among: list[str]) -> None:
        """Elect these, most votes first; who are equal go by the tie order."""
        numbers = sorted({self.votes[key] for key in among}, reverse=True)
        places = [[key for key in among if self.votes[key] == number] for number in numbers]
        vacant = replace(self.poll, seats=self.poll.seats - len(self.winners))
        elected, ties = fill_seats(vacant, places)
        self.ties += [{**tie, "stage": len(self.stages) + 1} for tie in ties]
        self.winners += elected
        self.hopeful = [key for key in self.hopeful if key not in elected]
        stage = a_stage(action, list(self.votes.values()), elected)
        stage |= {"candidates": elected if about is None else about}
        self.stages.append({**stage, "nontransferable": self.left_over, "quota": self.quota})

    def exclude(self) -> str:
        """The lowest. Who has no more than the lowest and the surplus together is equal to it."""
        edge = min(self.votes[key] for key in self.hopeful) + self.surplus()
        in_order = [key for key in self.poll.tie_order if key in self.hopeful]
        tied = [key for key in in_order if self.votes[key] <= edge]
        out = tied[-1]
        if len(tied) > 1:
            self.ties.append(a_tie(len(self.stages) + 1, "exclusion", tied, [out]))
        self.hopeful.remove(out)
        self.keep[out] = 0
        return out


def up(amount: int, parts: int) -> int:
    """amount / parts, rounded up."""
    return -(-amount // parts)


def meek(poll: Poll, votes: Votes) -> Found:
    """The reference rule of the Proportional Representation Foundation; nine decimals."""
    count = Meek(poll, votes)
    count.end_stage("count", [], count.settle())
    while len(count.winners) < poll.seats:
        if len(count.hopeful) + len(count.winners) <= poll.seats:
            count.end_stage("fill", None, count.hopeful)  # all of them are elected
        elif count.stages[-1]["elected"]:
            rich = [key for key in count.winners if count.votes[key] > count.quota]
            count.end_stage("surplus", rich, count.settle())
        else:
            out = count.exclude()
            count.end_stage("exclude", [out], count.settle())
    found = {"winners": count.winners, "stages": count.stages, "ties": count.ties}
    return {**found, "scale": count.scale}


RULES: dict[str, tuple[str, Callable[[Poll, Votes], Found]]] = {
    "plurality": ("vote", most_votes),
    "approval": ("approve", most_votes),
    "irv": ("rank", irv),
    "stv": ("rank", stv),
    "meek": ("rank", meek),
    "schulze": ("rank", schulze),
    "points": ("points", most_points),
}
"""What a ballot says, and who counts it."""
