"""Counts the ballots of a traffic light again, with the standard library and nothing else."""

import json

COLOURS = ["red", "amber", "green"]


def recount(frozen, ballots):
    votes = dict.fromkeys(COLOURS, 0)
    for text, number in ballots.items():
        votes[json.loads(text)["vote"]] += number
    left = dict(votes)
    while sum(left.values()) > 2:  # one goes off at each end until the middle is left
        for colours in (COLOURS, COLOURS[::-1]):
            left[next(colour for colour in colours if left[colour])] -= 1
    middle = [colour for colour in COLOURS if left[colour]]
    if not middle:
        return {"votes": votes, "light": None}
    return {"votes": votes, "light": middle[0 if frozen["when_even"] == "lower" else -1]}
