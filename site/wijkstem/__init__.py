"""The Django project: settings, addresses, commands, and the demo co-operative."""
