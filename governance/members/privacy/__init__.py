"""What is kept of people: one declaration beside each model, and those who read them."""
