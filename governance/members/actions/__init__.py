"""What is done to the register, terms, imports and sessions."""
