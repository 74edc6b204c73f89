"""Pages of the register and of who may do what in it."""
