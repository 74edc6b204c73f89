"""What looks at every request before the views do."""
