"""Mail that goes out exactly once: an outbox with a unique key per message."""
