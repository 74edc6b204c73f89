"""The count of ranked ballots in words and tables."""

from collections.abc import Sequence

from governance.ballots.kinds.election import methods
from governance.rules.election import Action, Election, Parcel, Purpose, Resolution, Stage, Tie
from wijkstem.counting import output, ranked_tables
from wijkstem.counting.options import LISTED
from wijkstem.counting.ranked import RankedCount
from wijkstem.counting.ranked_tables import votes

MET = {
    Purpose.SEAT: "{tied} were equal for a seat. Elected: {chosen}",
    Purpose.ORDER: "{tied} were equal in order. Put first: {chosen}",
    Purpose.EXCLUSION: "{tied} were equal with the fewest votes. Excluded: {chosen}",
    Purpose.SURPLUS: "{tied} had equal surpluses. Passed on first: {chosen}",
}


def text(counted: RankedCount) -> str:
    election = counted.election
    duels = election.pairwise
    working = ranked_tables.duels(election, duels) if duels else _stages(election)
    return "\n".join([*_what(counted), *working, *_ties(election), *_result(election), ""])


def _what(counted: RankedCount) -> list[str]:
    asked, election = counted.asked, counted.election
    different = "" if election.distinct is None else f" ({election.distinct:,} different)"
    ties = (
        "the order in which the candidates are listed decides"
        if asked.ties == LISTED
        else f"the order in {output.clean(asked.ties)} decides"
    )
    in_full = methods.get(election.rule).in_full
    rows = [
        ("File", output.clean(str(asked.path))),
        ("Rule", f"{election.rule}, version {election.version}: {in_full}"),
        ("Seats", f"{election.seats:,}"),
        ("Candidates", f"{len(election.candidates):,}"),
        ("Withdrawn", output.listed(counted.withdrawn)),
        (
            "Ballots",
            f"{election.valid + election.blank:,} cast: {election.valid:,} valid{different}, "
            f"{election.blank:,} blank",
        ),
        ("Ties", ties),
    ]
    title = output.clean(counted.title or asked.path.stem)
    return [*output.wrapped(title), "", *output.facts(rows)]


def _ties(election: Election) -> list[str]:
    lines = output.heading("Ties")
    for tie in election.ties:
        lines += output.wrapped(f"Stage {tie.stage}: {_tie(tie)}", rest="  ")
    return lines if election.ties else [*lines, "There were no ties."]


def _tie(tie: Tie) -> str:
    met = MET[tie.purpose].format(tied=output.listed(tie.tied), chosen=output.listed(tie.chosen))
    if tie.resolved_by is Resolution.EARLIER_STAGE:
        return f"{met}, because they differed at stage {tie.earlier}."
    return f"{met}, by the tie order."


def _result(election: Election) -> list[str]:
    lines = output.heading("Result")
    for place, name in enumerate(election.winners, start=1):
        lines.append(f"{place:>4}. {output.clean(name)}")
    if not election.winners:
        lines.append("Nobody is elected.")
    elif methods.get(election.rule).two_majorities and any(election.stages[-1].totals):
        lines += ["", *_majorities(election, election.winners[0])]
    return lines


def _majorities(election: Election, name: str) -> list[str]:
    # Both majorities of an instant runoff: they differ in law.
    totals = election.stages[-1].totals
    votes, left = totals[election.candidates.index(name)], sum(totals)
    continuing = "a" if election.majority_of_continuing(name) else "no"
    valid = "a" if election.majority_of_valid(name) else "no"
    sentence = (
        f"{output.clean(name)} has {votes:,} of the {left:,} votes that count at the end "
        f"({output.percent(votes, left)}: {continuing} majority of these) and of all "
        f"{election.valid:,} valid votes {output.percent(votes, election.valid)}: {valid} majority."
    )
    return output.wrapped(sentence)


def _stages(election: Election) -> list[str]:
    story = output.heading("Stages")
    for number, stage in enumerate(election.stages, start=1):
        happened = f"{number}. {_happened(election, stage)}"
        story += output.wrapped(happened, rest=" " * (len(str(number)) + 2))
    table = ranked_tables.single if len(election.stages) == 1 else ranked_tables.blocks
    return story + table(election)


def _happened(election: Election, stage: Stage) -> str:
    told = _action(election, stage)
    if stage.elected and stage.action is not Action.FILL:
        told += f" Elected: {output.listed(stage.elected)}."
    return told


def _action(election: Election, stage: Stage) -> str:
    names = output.listed(stage.candidates)
    if stage.action is Action.COUNT:
        return _first(election, stage)
    if stage.action is Action.SURPLUS:
        return f"The surplus of {names} is passed on.{_papers(election, stage.parcels)}"
    if stage.action is Action.FILL:
        if not stage.elected:
            return f"No more candidates are left than seats: {names}."
        return f"No more candidates are left than seats. Elected: {output.listed(stage.elected)}."
    return f"Fewest votes: {names}. Excluded; the votes are passed on."


def _first(election: Election, stage: Stage) -> str:
    method = methods.get(election.rule)
    told = method.first
    if stage.quota is None:
        return told
    if not method.fixed_quota:
        return f"{told} The quota is {votes(election, stage.quota)} votes."
    quota = output.counted(stage.quota // election.scale, "vote")
    return (
        f"{told} The quota is {quota}: {election.valid:,} / ({election.seats:,} + 1), "
        "without decimals, plus 1."
    )


def _papers(election: Election, parcels: Sequence[Parcel]) -> str:
    # Papers of one value are put together, because there can be many parcels.
    values: dict[tuple[int, int], int] = {}
    for parcel in parcels:
        pair = (parcel.old, parcel.new)
        values[pair] = values.get(pair, 0) + parcel.papers
    told = [
        f"{output.counted(papers, 'paper')} that counted for {votes(election, old)} now "
        f"{'counts' if papers == 1 else 'count'} for {votes(election, new)}"
        for (old, new), papers in values.items()
    ]
    return f" {'; '.join(told)}." if told else ""
