"""Signing in: codes by e-mail, passkeys, authenticator apps, devices, and re-authentication."""
