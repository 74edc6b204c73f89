"""How the co-operative decides: rules, members, notifications, ballots and assemblies."""
