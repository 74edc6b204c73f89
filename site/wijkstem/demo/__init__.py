"""The demo co-operative: invented people, a mailbox page, and a login by one click.
Installed in the demo only, never in production."""
