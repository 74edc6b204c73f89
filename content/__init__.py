"""Pages that volunteers edit: home, news, documents."""
