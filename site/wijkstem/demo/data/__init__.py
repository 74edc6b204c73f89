"""The invented co-operative: names, plans, texts and papers."""
