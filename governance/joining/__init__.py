"""Becoming a member (an application, a letter with a code) and leaving."""
