"""What members and the board fill in for the register."""
