"""What members fill in about their mail."""
