"""What one fills in about members and roles."""
