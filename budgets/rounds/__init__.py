"""Rounds: a budget, its projects, the ballots and the count."""
