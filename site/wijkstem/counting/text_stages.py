"""The stages of a count of persons: what happened, and the votes after each stage."""

from collections.abc import Sequence

from governance.ballots.kinds.election import methods
from governance.rules.election import Action, Election, Parcel, Stage
from wijkstem.counting import tables, text_blocks
from wijkstem.counting.text_blocks import votes


def lines(election: Election) -> list[str]:
    """The working in words, and as tables of names by stages."""
    story = tables.heading("Stages")
    for number, stage in enumerate(election.stages, start=1):
        happened = f"{number}. {_happened(election, stage)}"
        story += tables.wrapped(happened, rest=" " * (len(str(number)) + 2))
    one = len(election.stages) == 1
    return story + (_single(election) if one else text_blocks.lines(election))


def _happened(election: Election, stage: Stage) -> str:
    sentences = [_action(election, stage)]
    if stage.elected and stage.action is not Action.FILL:
        sentences.append(f"Elected: {tables.listed(stage.elected)}.")
    return " ".join(sentences)


def _action(election: Election, stage: Stage) -> str:
    names = tables.listed(stage.candidates)
    if stage.action is Action.COUNT:
        return _first(election, stage)
    if stage.action is Action.SURPLUS:
        return f"The surplus of {names} is passed on.{_papers(election, stage.parcels)}"
    if stage.action is Action.FILL:
        if not stage.elected:
            return f"No more candidates are left than seats: {names}."
        return f"No more candidates are left than seats. Elected: {tables.listed(stage.elected)}."
    return f"Fewest votes: {names}. Excluded; the votes are passed on."


def _first(election: Election, stage: Stage) -> str:
    method = methods.get(election.rule)
    told = method.first
    if stage.quota is None:
        return told
    if not method.fixed_quota:
        return f"{told} The quota is {votes(election, stage.quota)} votes."
    quota = tables.counted(stage.quota // election.scale, "vote")
    return (
        f"{told} The quota is {quota}: {election.valid:,} / ({election.seats:,} + 1), "
        "without decimals, plus 1."
    )


def _papers(election: Election, parcels: Sequence[Parcel]) -> str:
    """How many papers at which value; alike ones together, because there can be many."""
    values: dict[tuple[int, int], int] = {}
    for parcel in parcels:
        pair = (parcel.old, parcel.new)
        values[pair] = values.get(pair, 0) + parcel.papers
    told = [
        f"{tables.counted(papers, 'paper')} that counted for {votes(election, old)} now "
        f"{'counts' if papers == 1 else 'count'} for {votes(election, new)}"
        for (old, new), papers in values.items()
    ]
    return f" {'; '.join(told)}." if told else ""


def _single(election: Election) -> list[str]:
    """One stage: the candidates by votes."""
    stage = election.stages[0]
    order = sorted(range(len(election.candidates)), key=lambda c: (-stage.totals[c], c))
    rows = [
        [
            tables.clean(election.candidates[c]),
            votes(election, stage.totals[c]),
            tables.percent(stage.totals[c], election.valid * election.scale),
            "elected" if election.candidates[c] in stage.elected else "",
        ]
        for c in order
    ]
    if stage.nontransferable:
        rows.append(["For nobody", votes(election, stage.nontransferable), "", ""])
    head = ["Candidate", "Votes", "Of valid", ""]
    return ["", *tables.table(head, rows, "<>><", flexible=0)]
