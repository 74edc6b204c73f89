"""The demo co-operative: invented people, a mailbox page, a one-click login. Not in production."""
