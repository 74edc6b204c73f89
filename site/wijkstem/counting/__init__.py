"""What `manage.py count` is made of: options, the count itself, the result as text."""
