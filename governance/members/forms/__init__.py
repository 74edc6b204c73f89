"""What people fill in about members."""
