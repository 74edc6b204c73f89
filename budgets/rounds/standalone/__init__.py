"""What goes into the evidence file of a budget round: the standard library, nothing of ours."""
