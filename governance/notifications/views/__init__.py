"""The pages about one's own mail and address."""
