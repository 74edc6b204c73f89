"""What applicants, members with a letter, and the board fill in."""
