"""Pages of the register, and of the roles of members."""
