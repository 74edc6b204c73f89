"""The back office's screens; members go through the actions, never through Wagtail's saving, log or
history."""
