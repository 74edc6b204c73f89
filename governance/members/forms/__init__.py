"""The forms of the register."""
