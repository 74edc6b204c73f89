"""The count of ranked ballots in words and tables."""

from governance.ballots.kinds.election import methods
from governance.rules.election import Election, Purpose, Resolution, Tie
from wijkstem.counting import tables, text_duels, text_stages
from wijkstem.counting.options import LISTED
from wijkstem.counting.ranked import RankedCount


def text(counted: RankedCount) -> str:
    """What was counted, every stage, the ties and the result."""
    election = counted.election
    if election.pairwise is not None:
        working = text_duels.lines(election, election.pairwise)
    else:
        working = text_stages.lines(election)
    return "\n".join([*_what(counted), *working, *_ties(election), *_result(election), ""])


def _what(counted: RankedCount) -> list[str]:
    election = counted.election
    different = "" if election.distinct is None else f" ({election.distinct:,} different)"
    ties = (
        "the order in which the candidates are listed decides"
        if counted.ties == LISTED
        else f"the order in {tables.clean(counted.ties)} decides"
    )
    in_full = methods.get(election.rule).in_full
    rows = [
        ("File", tables.clean(str(counted.path))),
        ("Rule", f"{election.rule}, version {election.version}: {in_full}"),
        ("Seats", tables.number(election.seats)),
        ("Candidates", tables.number(len(election.candidates))),
        ("Withdrawn", tables.listed(counted.withdrawn)),
        (
            "Ballots",
            f"{election.valid + election.blank:,} cast: {election.valid:,} valid{different}, "
            f"{election.blank:,} blank",
        ),
        ("Ties", ties),
    ]
    title = tables.clean(counted.title or counted.path.stem)
    return [*tables.wrapped(title), "", *tables.facts(rows)]


def _ties(election: Election) -> list[str]:
    if not election.ties:
        return [*tables.heading("Ties"), "There were no ties."]
    lines = tables.heading("Ties")
    for tie in election.ties:
        lines += tables.wrapped(f"Stage {tie.stage}: {_tie(tie)}", rest="  ")
    return lines


def _tie(tie: Tie) -> str:
    tied, chosen = tables.listed(tie.tied), tables.listed(tie.chosen)
    met = {
        Purpose.SEAT: f"{tied} were equal for a seat. Elected: {chosen}",
        Purpose.ORDER: f"{tied} were equal in order. Put first: {chosen}",
        Purpose.EXCLUSION: f"{tied} were equal with the fewest votes. Excluded: {chosen}",
        Purpose.SURPLUS: f"{tied} had equal surpluses. Passed on first: {chosen}",
    }
    if tie.resolved_by is Resolution.EARLIER_STAGE:
        return f"{met[tie.purpose]}, because they differed at stage {tie.earlier}."
    return f"{met[tie.purpose]}, by the tie order."


def _result(election: Election) -> list[str]:
    lines = tables.heading("Result")
    for place, name in enumerate(election.winners, start=1):
        lines.append(f"{place:>4}. {tables.clean(name)}")
    if not election.winners:
        lines.append("Nobody is elected.")
    elif methods.get(election.rule).two_majorities and any(election.stages[-1].totals):
        lines += ["", *_majorities(election, election.winners[0])]
    return lines


def _majorities(election: Election, name: str) -> list[str]:
    """Both majorities of an instant runoff: they differ in law."""
    totals = election.stages[-1].totals
    votes, left = totals[election.candidates.index(name)], sum(totals)
    continuing = "a" if election.majority_of_continuing(name) else "no"
    valid = "a" if election.majority_of_valid(name) else "no"
    sentence = (
        f"{tables.clean(name)} has {votes:,} of the {left:,} votes that count at the end "
        f"({tables.percent(votes, left)}: {continuing} majority of these) and of all "
        f"{election.valid:,} valid votes {tables.percent(votes, election.valid)}: {valid} majority."
    )
    return tables.wrapped(sentence)
