"""What goes into an evidence file and runs there alone, with the standard library only."""
