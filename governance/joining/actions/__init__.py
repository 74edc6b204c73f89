"""What is done to applications, letters and memberships that end."""
