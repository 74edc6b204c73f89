"""How one becomes a member: applying, being invited by letter, and leaving again."""
