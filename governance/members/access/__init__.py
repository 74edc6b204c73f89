"""Who does something, and who may."""
