"""Pure rules of decisions and elections: standard library and other rules only."""
