"""What people fill in about members and roles."""
