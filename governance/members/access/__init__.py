"""Who may do what: capabilities, the visitor, and what each page declares."""
