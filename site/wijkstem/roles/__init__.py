"""The page that says who may do what here: in words, and exactly as it is in force."""
