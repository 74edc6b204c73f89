"""The ballot box: polls, roll, casting, closing and tally. Nothing else writes a ballot."""
