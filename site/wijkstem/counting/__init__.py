"""The parts of `manage.py count`: options, the count itself, the result as text."""
