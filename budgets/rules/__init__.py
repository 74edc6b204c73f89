"""Pure rules of participatory budgets: standard library and other rules only."""
