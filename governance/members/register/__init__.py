"""The back office's screens of the register. Members go through the actions, never through
Wagtail's own saving, log, history or index of references."""
