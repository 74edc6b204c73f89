"""Participatory budgets: counting rules, rounds and the neighbourhood economy."""
