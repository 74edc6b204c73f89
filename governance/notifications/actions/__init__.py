"""Putting mail in the outbox, and sending what is there."""
