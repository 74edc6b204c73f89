"""The members of the co-operative: register, login, roles and privacy."""
