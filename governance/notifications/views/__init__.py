"""Pages about a user's own mail and address."""
